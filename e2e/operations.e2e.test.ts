import { eventually } from "@isp/testing";
import { startTorre, type Status, type Torre } from "@isp/torre";
import { expect } from "chai";
import { someCpf } from "./console/rest.ts";
import { type Api, apiOf, at, idOf, type Json, listAt } from "./story/api.ts";
import { connectNewcomer, made, type Newcomer, reaches } from "./story/newcomer.ts";
import { radclient } from "./story/radius.ts";

describe("operations on a subscription", function () {
  this.timeout(60_000);
  let torre: Torre;
  let status: Status;
  let api: Api;
  let client: ReturnType<typeof radclient>;

  before(async function () {
    this.timeout(300_000);
    torre = await startTorre();
    status = await torre.status();
    api = apiOf(status);
    client = radclient(status);
  });

  after(async function () {
    this.timeout(60_000);
    await torre?.stop();
  });

  /** A customer whose registration everybody has taken over. */
  const settled = async (planTerms: object = {}): Promise<Newcomer> => {
    const newcomer = await connectNewcomer(api, planTerms);
    await reaches(api, `/operations/${newcomer.operationIds[0]}`, "done");
    await eventually(async () => {
      const { body } = await api.get(`/subscriptions/${newcomer.subscriptionId}`);
      expect(listAt(body, "items")).to.have.length(2);
    });
    return newcomer;
  };
  const speedOf = (kbps: number) => {
    const rate = { downKbps: kbps, upKbps: kbps / 2 };
    const speed = { businessHours: rate, otherHours: rate };
    return { name: `Banda Larga ${kbps} Kbps`, speed };
  };
  const planOf = async ({ businessUnitId }: Newcomer, kbps: number, priceCents: number) => {
    const plan = { businessUnitId, kind: "broadband", priceCents, ...speedOf(kbps) };
    return (await made(api.post("/plans", plan))).id;
  };
  const neighbourOf = async ({ businessUnitId }: Newcomer) => {
    const { body: unit } = await api.get(`/business-units/${businessUnitId}`);
    const customer = {
      name: "Maria Souza",
      personType: "individual",
      document: someCpf(),
      city: unit["city"],
      address: "Rua Goiás, 20",
    };
    return (await made(api.post("/customers", customer))).id;
  };
  const aReason = async () =>
    (await made(api.post("/cancellation-reasons", { name: "Mudou-se" }))).id;
  /** Upload and download as the Access-Accept limits them. */
  const rateOf = ({ username, password }: Newcomer) =>
    client.granted(username, password, "Mikrotik-Rate-Limit");
  const loginOf = async (subscriptionId: string): Promise<Json> => {
    const { body } = await api.get(`/subscriptions/${subscriptionId}`);
    const login = listAt(body, "items").find(({ kind }) => kind === "login");
    return (await api.get(`/logins/${String(login?.["id"])}`)).body;
  };
  const done = async (begun: Awaited<ReturnType<Api["post"]>>) => {
    expect(begun.status, JSON.stringify(begun.body)).to.equal(202);
    return reaches(api, `/operations/${idOf(begun)}`, "done");
  };
  /** What the preview of an operation shows is accepted. */
  const accepted = async (path: string, operation: string, asked: object) => {
    const preview = await api.post(`${path}/preview`, { operation, ...asked });
    expect(preview.status, JSON.stringify(preview.body)).to.equal(200);
    expect(preview.body["conflicts"]).to.deep.equal([]);
    const { previewId } = preview.body;
    return api.post(`${path}/${operation}`, { ...asked, previewId });
  };
  const tomorrow = () => new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);

  describe("from 256 to 512", () => {
    let newcomer: Newcomer;
    let fast: string;
    let path: string;

    before(async () => {
      newcomer = await settled(speedOf(256));
      fast = await planOf(newcomer, 512, 12_000);
      path = `/subscriptions/${newcomer.subscriptionId}`;
    });

    it("C46: bills 512 after the edit, while RADIUS goes on with what it carries", async () => {
      const before = await api.get(path);
      const edited = await api.patch(`${path}/detail`, { planId: fast }, before.etag ?? "");
      expect(edited.status).to.equal(200);
      expect(edited.body["priceCents"]).to.equal(12_000);
      expect(at(edited.body, "drift", "billedPlanName")).to.equal("Banda Larga 512 Kbps");
      const { body } = await api.get(`/drift?businessUnitId=${newcomer.businessUnitId}`);
      const [drifting] = listAt(body, "items");
      expect(drifting?.["subscriptionId"]).to.equal(newcomer.subscriptionId);
      expect([drifting?.["billedPlan"], drifting?.["by"]]).to.deep.equal([
        "Banda Larga 512 Kbps",
        "admin",
      ]);
      const login = await loginOf(newcomer.subscriptionId);
      expect(at(login, "plan", "planId")).to.equal(newcomer.planId);
      expect(rateOf(newcomer), "what RADIUS grants").to.equal("128k/256k");
    });

    it("C45: tells an editor who came too late what stands there now", async () => {
      const late = await api.patch(`${path}/detail`, { trialDays: 3 }, '"1"');
      expect([late.status, late.body["code"]]).to.deep.equal([412, "plans.stale"]);
      expect(at(late.body, "current", "priceCents")).to.equal(12_000);
      expect(at(late.body, "details", "changedBy")).to.equal("admin");
    });

    it("C48: carries and bills 512 after the change of plan, and drifts no more", async () => {
      const begun = await accepted(path, "change-plan", { planId: fast });
      await done(begun);
      const next = String(begun.body["successorSubscriptionId"]);
      await eventually(async () => {
        expect(at(await loginOf(next), "plan", "speed", "otherHours", "downKbps")).to.equal(512);
      });
      const { body } = await api.get(`/drift?businessUnitId=${newcomer.businessUnitId}`);
      expect(body["items"]).to.deep.equal([]);
      const { body: held } = await api.get(`/subscriptions/${next}`);
      expect([held["drift"], held["priceCents"], held["trialDays"]]).to.deep.equal([
        null,
        12_000,
        0,
      ]);
      await eventually(() => {
        expect(rateOf(newcomer), "what RADIUS grants").to.equal("256k/512k");
      });
    });

    it("C48, C43: stands in the inactive list, and its successor in the active one with the items", async () => {
      const { customerId } = newcomer;
      const list = async (name: string) =>
        listAt(
          (await api.get(`/customers/${customerId}/subscriptions?list=${name}`)).body,
          "items",
        );
      const [[old], [next]] = [await list("inactive"), await list("active")];
      expect([old?.["id"], old?.["status"], old?.["service"]]).to.deep.equal([
        newcomer.subscriptionId,
        "replaced",
        "released",
      ]);
      expect(next?.["number"]).to.equal(old?.["number"]);
      await eventually(async () => {
        const { body } = await api.get(`/subscriptions/${String(next?.["id"])}`);
        const items = listAt(body, "items").map(({ kind, main }) => [kind, main]);
        expect(items).to.have.deep.members([
          ["login", true],
          ["mailbox", true],
        ]);
      });
      const histories = await Promise.all(
        [old, next].map((held) => api.get(`/subscriptions/${String(held?.["id"])}/operations`)),
      );
      const kinds = histories.map(({ body }) => listAt(body, "items")[0]?.["kind"]);
      expect(kinds).to.deep.equal(["change-plan", "change-plan"]);
    });
  });

  it("C48: refuses a preview that something has overtaken, and brings the new one", async () => {
    const newcomer = await settled();
    const planId = await planOf(newcomer, 1_024, 15_000);
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const seen = await api.post(`${path}/preview`, { operation: "change-plan", planId });
    await done(await api.post(`${path}/suspend`, { reason: "technical" }));
    const { previewId } = seen.body;
    const stale = await api.post(`${path}/change-plan`, { planId, previewId });
    expect([stale.status, stale.body["code"]]).to.deep.equal([409, "plans.preview_stale"]);
    const renewed = at(stale.body, "preview", "previewId");
    const begun = await api.post(`${path}/change-plan`, { planId, previewId: renewed });
    await done(begun);
    const next = await api.get(`/subscriptions/${String(begun.body["successorSubscriptionId"])}`);
    expect([next.body["service"], next.body["status"]]).to.deep.equal(["suspended", "suspended"]);
    expect(client.authenticate(newcomer.username, newcomer.password)).to.equal("Access-Reject");
  });

  it("C49, C50, D19: goes to another customer with login and mailbox", async () => {
    const newcomer = await settled();
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const toHimself = { operation: "transfer", customerId: newcomer.customerId };
    expect((await api.post(`${path}/preview`, toHimself)).status).to.equal(400);
    const customerId = await neighbourOf(newcomer);
    const begun = await accepted(path, "transfer", { customerId });
    const operation = await done(begun);
    expect(operation["passwords"]).to.equal(true);
    await eventually(async () => {
      const { body } = await api.get(`/customers/${customerId}/tree`);
      const [branch] = listAt(body, "subscriptions");
      expect([branch?.["list"], branch?.["service"]]).to.deep.equal(["active", "on"]);
      const kinds = listAt(branch, "items").map(({ kind }) => kind);
      expect(kinds).to.have.members(["login", "mailbox"]);
    });
    const former = await api.get(path);
    expect([former.body["list"], former.body["items"]]).to.deep.equal(["cancelled", []]);
    expect(client.authenticate(newcomer.username, newcomer.password)).to.equal("Access-Accept");
    const passwords = () => api.post(`/operations/${idOf(begun)}/passwords`);
    const told = listAt((await passwords()).body, "items");
    expect(told.map(({ itemKind }) => itemKind)).to.deep.equal(["mailbox"]);
    expect(told[0]?.["password"]).to.be.a("string").with.length.above(9);
    expect((await passwords()).body["items"]).to.deep.equal([]);
    expect((await api.get(`/operations/${idOf(begun)}`)).body["passwords"]).to.equal(false);
  });

  it("C49, D19: takes the domain of a hosting plan along", async () => {
    const newcomer = await settled();
    const { businessUnitId, customerId } = newcomer;
    const hosting = { diskMb: 1_024, domains: 2, databases: 1, ftpUsers: 1 };
    const plan = {
      businessUnitId,
      name: "Hospedagem",
      kind: "hosting",
      priceCents: 3_000,
      hosting,
    };
    const planId = (await made(api.post("/plans", plan))).id;
    const sale = { customerId, planId, startOn: "2026-06-01", status: "enabled" };
    const held = await made(api.post("/subscriptions", sale));
    await reaches(api, `/operations/${String(held["operationId"])}`, "done");
    const name = `${newcomer.username}.com.br`;
    const domain = await made(api.post(`/subscriptions/${held.id}/domains`, { name }));
    const target = await neighbourOf(newcomer);
    const begun = await accepted(`/subscriptions/${held.id}`, "transfer", { customerId: target });
    await done(begun);
    await eventually(async () => {
      const { body } = await api.get(`/domains/${domain.id}`);
      expect([body["customerId"], body["subscriptionId"], body["name"]]).to.deep.equal([
        target,
        begun.body["successorSubscriptionId"],
        name,
      ]);
    });
  });

  it("C54: is cancelled with a reason, rejected by RADIUS, and never in service again", async () => {
    const newcomer = await settled();
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const reasonId = await aReason();
    expect((await api.post(`${path}/cancel`, {})).status).to.equal(400);
    await done(await accepted(path, "cancel", { reasonId }));
    await eventually(() => {
      expect(client.authenticate(newcomer.username, newcomer.password)).to.equal("Access-Reject");
    });
    const { body } = await api.get(path);
    expect([body["list"], body["service"], body["cancellationReasonId"]]).to.deep.equal([
      "cancelled",
      "released",
      reasonId,
    ]);
    for (const act of ["enable", "resume", "suspend"]) {
      const refused = await api.post(`${path}/${act}`, {});
      expect([refused.status, refused.body["code"]], act).to.deep.equal([409, "plans.ended"]);
    }
  });

  it("C56, D13: is deleted by its number, and only its history can be read afterwards", async () => {
    const newcomer = await settled();
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const { body } = await api.get(path);
    const wrong = await api.delete(`${path}?confirm=1`);
    expect([wrong.status, at(wrong.body, "errors", 0, "pointer")]).to.deep.equal([400, "/confirm"]);
    const preview = await api.post(`${path}/preview`, { operation: "delete" });
    const previewId = String(preview.body["previewId"]);
    const confirm = String(body["number"]);
    const begun = await api.delete(`${path}?confirm=${confirm}&previewId=${previewId}`);
    const operation = await done(begun);
    expect(operation["subscriptionNumber"]).to.equal(body["number"]);
    expect((await api.get(path)).status).to.equal(404);
    expect((await api.post(`${path}/suspend`, {})).status).to.equal(404);
    expect(client.authenticate(newcomer.username, newcomer.password)).to.equal("Access-Reject");
    const history = await api.get(`${path}/operations`);
    expect(listAt(history.body, "items").map(({ kind }) => kind)).to.deep.equal([
      "delete",
      "register",
    ]);
  });

  it("C56, D13: is not deleted while an invoice is unpaid", async () => {
    const newcomer = await settled();
    const { businessUnitId, subscriptionId } = newcomer;
    const closing = await api.post("/closings", { businessUnitId, on: "2026-05-31" });
    await reaches(api, `/closings/${idOf(closing)}`, "proposed");
    await api.post(`/closings/${idOf(closing)}/commit`);
    await reaches(api, `/closings/${idOf(closing)}`, "committed");
    const path = `/subscriptions/${subscriptionId}`;
    const { body } = await api.get(path);
    const refused = await api.delete(`${path}?confirm=${String(body["number"])}`);
    expect([refused.status, refused.body["code"]]).to.deep.equal([409, "plans.preview_conflict"]);
    const conflicts = listAt(refused.body, "preview", "conflicts");
    expect(conflicts.map(({ service }) => service)).to.deep.equal(["billing"]);
    expect((await api.get(path)).body["service"]).to.equal("on");
  });

  it("C51 to C53, C57: is set for a later day, listed, and taken back before it", async () => {
    const newcomer = await settled();
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const on = tomorrow();
    const set = await api.post(`${path}/suspend`, { reason: "customer-request", on });
    expect([set.status, set.body["state"], set.body["on"]]).to.deep.equal([202, "scheduled", on]);
    const scheduled = async () =>
      listAt((await api.get("/operations?state=scheduled")).body, "items").map(({ id }) => id);
    expect(await scheduled()).to.include(idOf(set));
    const taken = await api.delete(`/operations/${idOf(set)}`);
    expect([taken.status, taken.body["state"]]).to.deep.equal([200, "cancelled"]);
    expect(await scheduled()).to.not.include(idOf(set));
    const again = await api.delete(`/operations/${idOf(set)}`);
    expect([again.status, again.body["code"]]).to.deep.equal([409, "plans.not_scheduled"]);
    expect(client.authenticate(newcomer.username, newcomer.password)).to.equal("Access-Accept");
  });

  it("keeps a name that is reserved for a later enabling, and frees it when that is taken back", async () => {
    const newcomer = await settled();
    const { customerId, planId } = newcomer;
    const waits = async () =>
      (await made(api.post("/subscriptions", { customerId, planId, startOn: "2026-06-01" }))).id;
    const [one, two] = [await waits(), await waits()];
    const access = { username: `${newcomer.username}-2`, password: "segredo-2" };
    const set = await api.post(`/subscriptions/${one}/enable`, { on: tomorrow(), access });
    expect([set.status, set.body["state"]]).to.deep.equal([202, "scheduled"]);
    expect(client.authenticate(access.username, access.password)).to.equal("Access-Reject");
    const taken = await api.post(`/subscriptions/${two}/enable`, { access });
    expect([taken.status, taken.body["code"]]).to.deep.equal([409, "radius.login_taken"]);
    expect((await api.delete(`/operations/${idOf(set)}`)).status).to.equal(200);
    await done(await api.post(`/subscriptions/${two}/enable`, { access }));
    await eventually(() => {
      expect(client.authenticate(access.username, access.password)).to.equal("Access-Accept");
    });
  });
});
