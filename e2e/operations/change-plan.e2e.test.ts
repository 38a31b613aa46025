import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at, listAt } from "../story/api.ts";
import { type Newcomer } from "../story/newcomer.ts";
import { openStand, type Stand } from "./stand.ts";

describe("the change of a plan", function () {
  this.timeout(60_000);
  let stand: Stand;

  before(async function () {
    this.timeout(300_000);
    stand = await openStand();
  });

  describe("from 256 to 512", () => {
    let newcomer: Newcomer;
    let fast: string;
    let path: string;

    before(async () => {
      newcomer = await stand.settled(stand.speedOf(256));
      fast = await stand.planOf(newcomer, 512, 12_000);
      path = `/subscriptions/${newcomer.subscriptionId}`;
    });

    it("C46: bills 512 after the edit, while RADIUS goes on with what it carries", async () => {
      const before = await stand.api.get(path);
      const edited = await stand.api.patch(`${path}/detail`, { planId: fast }, before.etag ?? "");
      expect(edited.status).to.equal(200);
      expect(edited.body["priceCents"]).to.equal(12_000);
      expect(at(edited.body, "drift", "billedPlanName")).to.equal("Banda Larga 512 Kbps");
      const { body } = await stand.api.get(`/drift?businessUnitId=${newcomer.businessUnitId}`);
      const [drifting] = listAt(body, "items");
      expect(drifting?.["subscriptionId"]).to.equal(newcomer.subscriptionId);
      expect([drifting?.["billedPlan"], drifting?.["by"]]).to.deep.equal([
        "Banda Larga 512 Kbps",
        "admin",
      ]);
      const login = await stand.loginOf(newcomer.subscriptionId);
      expect(at(login, "plan", "planId")).to.equal(newcomer.planId);
      expect(stand.rateOf(newcomer), "what RADIUS grants").to.equal("128k/256k");
    });

    it("C45: tells an editor who came too late what stands there now", async () => {
      const late = await stand.api.patch(`${path}/detail`, { trialDays: 3 }, '"1"');
      expect([late.status, late.body["code"]]).to.deep.equal([412, "plans.stale"]);
      expect(at(late.body, "current", "priceCents")).to.equal(12_000);
      expect(at(late.body, "details", "changedBy")).to.equal("admin");
    });

    it("C48: carries and bills 512 after the change of plan, and drifts no more", async () => {
      const begun = await stand.accepted(path, "change-plan", { planId: fast });
      await stand.done(begun);
      const next = String(begun.body["successorSubscriptionId"]);
      await eventually(async () => {
        expect(at(await stand.loginOf(next), "plan", "speed", "otherHours", "downKbps")).to.equal(
          512,
        );
      });
      const { body } = await stand.api.get(`/drift?businessUnitId=${newcomer.businessUnitId}`);
      expect(body["items"]).to.deep.equal([]);
      const { body: held } = await stand.api.get(`/subscriptions/${next}`);
      expect([held["drift"], held["priceCents"], held["trialDays"]]).to.deep.equal([
        null,
        12_000,
        0,
      ]);
      await eventually(() => {
        expect(stand.rateOf(newcomer), "what RADIUS grants").to.equal("256k/512k");
      });
    });

    it("C48, C43: stands in the inactive list, and its successor in the active one with the items", async () => {
      const { customerId } = newcomer;
      const list = async (name: string) =>
        listAt(
          (await stand.api.get(`/customers/${customerId}/subscriptions?list=${name}`)).body,
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
        const { body } = await stand.api.get(`/subscriptions/${String(next?.["id"])}`);
        const items = listAt(body, "items").map(({ kind, main }) => [kind, main]);
        expect(items).to.have.deep.members([
          ["login", true],
          ["mailbox", true],
        ]);
      });
      const histories = await Promise.all(
        [old, next].map((held) =>
          stand.api.get(`/subscriptions/${String(held?.["id"])}/operations`),
        ),
      );
      const kinds = histories.map(({ body }) => listAt(body, "items")[0]?.["kind"]);
      expect(kinds).to.deep.equal(["change-plan", "change-plan"]);
    });
  });

  it("C48: refuses a preview that something has overtaken, and brings the new one", async () => {
    const newcomer = await stand.settled();
    const planId = await stand.planOf(newcomer, 1_024, 15_000);
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const seen = await stand.api.post(`${path}/preview`, { operation: "change-plan", planId });
    await stand.done(await stand.api.post(`${path}/suspend`, { reason: "technical" }));
    const { previewId } = seen.body;
    const stale = await stand.api.post(`${path}/change-plan`, { planId, previewId });
    expect([stale.status, stale.body["code"]]).to.deep.equal([409, "plans.preview_stale"]);
    const renewed = at(stale.body, "preview", "previewId");
    const begun = await stand.api.post(`${path}/change-plan`, { planId, previewId: renewed });
    await stand.done(begun);
    const next = await stand.api.get(
      `/subscriptions/${String(begun.body["successorSubscriptionId"])}`,
    );
    expect([next.body["service"], next.body["status"]]).to.deep.equal(["suspended", "suspended"]);
    expect(stand.client.authenticate(newcomer.username, newcomer.password)).to.equal(
      "Access-Reject",
    );
  });
});
