import { eventually } from "@isp/testing";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { someCpf } from "../console/rest.ts";
import { openDemoNas } from "../nas/demo-nas.ts";
import type { Nas } from "../nas/nas.ts";
import type { NasSession } from "../nas/session.ts";
import { type Api, apiOf, listAt } from "../story/api.ts";
import { made } from "../story/newcomer.ts";

const customers = 1_000;
/** What one request may take over. */
const atOnce = 250;
/** At most 256 requests may be on their way from one port. */
const perNas = 100;
const password = "senha-da-rua";

/** One line of the street: the access server at its end, and the router in its house. */
type Line = { readonly username: string; readonly mac: string; readonly nas: Nas };

describe("a power cut that leaves no Stop behind", function () {
  this.timeout(180_000);
  let torre: Torre;
  let api: Api;
  let routingPointId: string;
  const street: Line[] = [];
  const accessServers: Nas[] = [];

  before(async function () {
    this.timeout(400_000);
    torre = await startTorre();
    const status = await torre.status();
    api = apiOf(status);
    const { radius } = status;
    routingPointId = await moveIn();
    for (let index = 0; index < customers / perNas; index += 1)
      accessServers.push(await openDemoNas(api, { radius, address: `127.0.87.${index + 1}` }));
    for (let index = 0; index < customers; index += 1) {
      const [high, low] = [index >> 8, index & 255].map((part) =>
        part.toString(16).padStart(2, "0"),
      );
      const nas = accessServers[Math.floor(index / perNas)]!;
      street.push({ username: `rua-${index}`, mac: `02:00:00:00:${high}:${low}`, nas });
    }
    // Those who moved in last may not be known to RADIUS yet.
    const last = street.at(-1)!;
    await eventually(async () => expect(await connect(last)).to.be.an("object"), {
      withinMs: 30_000,
    });
  });

  after(async function () {
    this.timeout(60_000);
    for (const nas of accessServers) nas.close();
    await torre?.stop();
  });

  /** A thousand customers of one routing point, from another system. */
  async function moveIn(): Promise<string> {
    const city = "Cidade da Rua";
    const unit = await made(
      api.post("/business-units", { name: city, city, mailDomain: "rua.example.com.br" }),
    );
    const of = { businessUnitId: unit.id };
    const terms = { kind: "broadband", priceCents: 9_000, simultaneousUse: 1 };
    const { id: planId } = await made(api.post("/plans", { ...of, ...terms, name: "Fibra" }));
    const point = await made(api.post("/routing-points", { ...of, name: "Torre da Rua" }));
    const customer = (index: number) => ({
      name: `Morador ${index}`,
      personType: "individual",
      document: someCpf(),
      city,
      address: `Rua Sergipe, ${index}`,
      subscription: {
        planId,
        startOn: "2026-05-21",
        status: "enabled",
        routingPointId: point.id,
        access: { username: `rua-${index}`, password },
      },
    });
    for (let from = 0; from < customers; from += atOnce) {
      const batch = Array.from({ length: atOnce }, (_, index) => customer(from + index));
      const taken = await api.post("/imports", { customers: batch });
      expect(taken.status, JSON.stringify(taken.body).slice(0, 500)).to.equal(201);
    }
    return point.id;
  }

  const connect = ({ nas, username, mac }: Line) => nas.connect(username, password, { mac });
  const fromElsewhere = ({ nas, username }: Line) =>
    nas.connect(username, password, { mac: "02:FF:00:00:00:01" });
  const isOn = (session: NasSession | undefined): session is NasSession => session !== undefined;

  /** Everybody asks once; whoever is refused is missing. */
  async function allConnect(): Promise<readonly NasSession[]> {
    const sessions = (await Promise.all(street.map(connect))).filter(isOn);
    expect(sessions, "accepted at the first try").to.have.length(customers);
    const unrecorded = sessions.filter(({ isOnRecord }) => !isOnRecord);
    expect(unrecorded, "Starts without an answer").to.deep.equal([]);
    return sessions;
  }

  /** The record has these sessions open and no other. */
  const onRecord = (sessions: readonly NasSession[], withinMs: number) =>
    eventually(
      async () => {
        const { body } = await api.get(`/routing-points/${routingPointId}/sessions`);
        expect(body["total"]).to.equal(customers);
        const known = new Set(sessions.map(({ acctSessionId }) => acctSessionId));
        const others = listAt(body, "items").filter(
          ({ acctSessionId }) => !known.has(String(acctSessionId)),
        );
        expect(others).to.deep.equal([]);
      },
      { withinMs, everyMs: 500 },
    );

  const powerCut = () => {
    for (const nas of accessServers) nas.losePower();
  };

  it(`has all ${customers} customers back at the first try, each of whom may be connected once`, async () => {
    await allConnect();
    powerCut();
    const back = await allConnect();
    await onRecord(back, 90_000);
  });

  it("lets no other device in with a login whose own is online", async () => {
    const some = street.filter((_, index) => index % 50 === 0);
    for (const line of some) expect(await fromElsewhere(line), line.username).to.equal(undefined);
    const [moved] = some;
    await [...moved!.nas.sessions.values()]
      .find(({ username }) => username === moved!.username)
      ?.stop();
    await eventually(async () => expect(await fromElsewhere(moved!)).to.be.an("object"), {
      withinMs: 40_000,
    });
    // Home again, for those who come after.
    for (const session of moved!.nas.sessions.values())
      if (session.username === moved!.username) await session.stop();
    await eventually(async () => expect(await connect(moved!)).to.be.an("object"), {
      withinMs: 40_000,
    });
  });

  it("R42: has all of them back while the database has yet to start, and all on record then", async () => {
    torre.holdService("mariadb");
    await eventually(() => expect(torre.process("mariadb")?.pid).to.equal(0), { withinMs: 20_000 });
    powerCut();
    torre.releaseService("mariadb");
    const back = await allConnect();
    await onRecord(back, 120_000);
  });
});
