import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { type Api, apiOf } from "./story/api.ts";

const lists = ["routing-points", "nas", "ip-classes", "speed-profiles", "sessions", "customers"];
const nobody = "01a00000-0000-7000-8000-000000000000";

describe("hostile queries and ids of the network's resources", () => {
  let torre: Torre;
  let api: Api;

  before(async function () {
    this.timeout(300_000);
    torre = await startTorre();
    api = apiOf(await torre.status());
  });
  after(async function () {
    this.timeout(60_000);
    await torre?.stop();
  });

  it("are refused or ignored, never carried into SQL or into an object (S2)", async () => {
    const queries = [
      "sort=name%3BDROP%20TABLE%20nas",
      "orderBy=(select%20sleep(5))",
      "filter[__proto__]=1",
      "__proto__[admin]=true",
      "limit=1%20UNION%20SELECT%201",
      "cursor='%20OR%201=1--",
    ];
    for (const list of lists)
      for (const query of queries) {
        const startedAt = Date.now();
        const { status } = await api.get(`/${list}?${query}`);
        expect(status, `${list}?${query}`).to.be.oneOf([200, 400]);
        expect(Date.now() - startedAt, "nothing slept").to.be.lessThan(4_000);
      }
    expect(Object.prototype).to.not.have.property("admin");
    expect((await api.get("/nas")).status, "the table is still there").to.equal(200);
  }).timeout(60_000);

  it("are text in schema-checked bodies, not objects that reach the database (S5)", async () => {
    for (const id of [{ where: {} }, ["a"], { $ne: null }, true, 7]) {
      const made = await api.post("/nas", {
        name: "X",
        address: "10.1.1.1",
        secret: "0123456789abcdef",
        routingPointId: id,
      });
      expect(made.status, JSON.stringify(id)).to.equal(400);
      const order = await api.post("/subscriptions", { customerId: id, planId: nobody });
      expect(order.status, JSON.stringify(id)).to.equal(400);
    }
  });

  it("are no numbers that only look like some (S6)", async () => {
    for (const port of ["3799", "1e3", "0x10", -0.5, 2 ** 53 + 1, -1, 70_000, null]) {
      const body = { name: "X", address: "10.1.1.2", secret: "0123456789abcdef", coaPort: port };
      expect((await api.post("/nas", body)).status, String(port)).to.equal(400);
    }
    for (const limit of ["1e9", "0x10", "-1", "NaN", "1 ", "9007199254740993"]) {
      const { status } = await api.get(`/nas?limit=${encodeURIComponent(limit)}`);
      expect(status, limit).to.equal(400);
    }
    for (const id of ["0", "1e9", "..%2F..%2Fetc", "%00", "'%20OR%20''='"])
      expect((await api.get(`/routing-points/${id}`)).status, id).to.be.oneOf([400, 404]);
  });
});
