import { failpoints, newId } from "@isp/kernel";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { Plan } from "../src/domain/plan.ts";
import { ana, codeOf, named, openStand, type Stand } from "./support/stand.ts";

describe("operations on a later day", function () {
  this.timeout(60_000);
  let stand: Stand;
  let slow: Plan;
  let fast: Plan;
  let joao: string;

  before(async () => {
    stand = await openStand();
    const unitId = (await stand.unit("Londrina")).id;
    slow = await stand.plan(unitId, "Banda Larga 256 Kbps", 6_000n);
    fast = await stand.plan(unitId, "Banda Larga 512 Kbps", 9_000n);
    joao = (await stand.customer("529.982.247-25", "Londrina")).id;
  });

  beforeEach(() => {
    stand.clock.set("2026-06-10T12:00:00Z");
    stand.says.clear();
    stand.meanwhile.act = () => Promise.resolve();
    stand.reserved.length = 0;
    stand.released.length = 0;
  });

  after(() => stand.close());

  const find = (id: string) => stand.transact(({ subscriptions }) => subscriptions.find(id, "all"));
  const operation = (id: string) => stand.transact(({ operations }) => operations.find(id, "all"));
  const suspend = (subscriptionId: string, on: string) =>
    stand.operate(
      named("SuspendSubscription"),
      { subscriptionId, act: { kind: "suspend", reason: "technical" }, on, note: "" },
      ana,
    );
  const change = () =>
    ({
      kind: "change-plan",
      planId: fast.id,
      trialDays: 0,
      discount: null,
      keepSpeedOverride: false,
      newContract: false,
    }) as const;
  const access = (username: string) => ({ username, password: "segredo", saveOnServer: true });
  const enable = (subscriptionId: string, on: string, username: string) =>
    stand.enable(
      named("EnableSubscription"),
      { subscriptionId, on, access: access(username) },
      ana,
    );
  const existing = (id: string) =>
    stand.transact(({ subscriptions }) => subscriptions.existing([id]));

  it("wait for their day in the unit's time zone, and then happen once", async () => {
    const held = await stand.sell(joao, slow.id);
    const { id, state } = await suspend(held.id, "2026-06-12");
    expect(state).to.equal("scheduled");
    // 23:30 of the day before in São Paulo.
    stand.clock.set("2026-06-12T02:30:00Z");
    await stand.runScheduled();
    expect((await operation(id)).state).to.equal("scheduled");
    expect((await find(held.id)).service).to.equal("on");
    stand.clock.set("2026-06-12T03:30:00Z");
    await Promise.all([1, 2, 3].map(() => stand.runScheduled()));
    const done = await operation(id);
    expect([done.state, done.steps.length]).to.deep.equal(["running", 4]);
    expect((await find(held.id)).service).to.equal("suspended");
    const facts = (await stand.facts()).filter(({ fact }) => fact["operationId"] === id);
    expect(facts.map(({ name }) => name)).to.deep.equal(["suspended"]);
  });

  it("happen once though whoever does it dies at the worst places", async () => {
    for (const place of [
      "plans.scheduled_due",
      "plans.preview_accepted",
      "plans.scheduled_decided",
    ]) {
      stand.clock.set("2026-06-10T12:00:00Z");
      const held = await stand.sell(joao, slow.id);
      const { id } = await stand.commit(held.id, change(), { on: "2026-06-20" });
      stand.clock.set("2026-06-20T12:00:00Z");
      const dying = failpoints(`${place}=error`, () => undefined);
      await stand.runScheduled(dying).catch((error: Error) => {
        expect(error.message).to.contain(place);
      });
      await stand.runScheduled();
      await stand.runScheduled();
      const facts = (await stand.facts()).filter(({ fact }) => fact["operationId"] === id);
      expect(
        facts.map(({ name }) => name),
        place,
      ).to.deep.equal(["replaced"]);
      expect((await operation(id)).state, place).to.equal("running");
    }
  });

  it("fail on their day with what stands in the way, and keep no other from happening", async () => {
    const [one, two] = [await stand.sell(joao, slow.id), await stand.sell(joao, slow.id)];
    const blocked = await stand.commit(one.id, change(), { on: "2026-06-15" });
    const other = await suspend(two.id, "2026-06-15");
    const conflict = { code: "hosting.too_many_domains", detail: "Two domains.", itemId: "" };
    stand.says.set("hosting", { conflicts: [conflict] });
    stand.clock.set("2026-06-15T12:00:00Z");
    await stand.runScheduled();
    const failed = await operation(blocked.id);
    expect(failed.state).to.equal("failed");
    expect(failed.problem).to.deep.equal({ code: conflict.code, detail: conflict.detail });
    expect((await find(one.id)).service).to.equal("on");
    expect((await operation(other.id)).state).to.equal("running");
  });

  it("write down a warning that is new on their day", async () => {
    const held = await stand.sell(joao, slow.id);
    const { id } = await stand.commit(held.id, change(), { on: "2026-06-15" });
    const warning = { code: "mail.quota_smaller", detail: "Too full.", itemId: "" };
    stand.says.set("mail", { warnings: [warning] });
    stand.clock.set("2026-06-15T12:00:00Z");
    await stand.runScheduled();
    const begun = await operation(id);
    expect([begun.state, begun.warnings]).to.deep.equal(["running", [warning]]);
    expect(begun.successorSubscriptionId).to.not.equal("");
  });

  it("wait for a silent service as long as their day lasts, and fail after it", async () => {
    const held = await stand.sell(joao, slow.id);
    const { id } = await stand.commit(held.id, change(), { on: "2026-06-15" });
    stand.says.set("mail", new Error("away"));
    stand.clock.set("2026-06-15T12:00:00Z");
    await stand.runScheduled();
    expect((await operation(id)).state).to.equal("scheduled");
    stand.clock.set("2026-06-16T12:00:00Z");
    await stand.runScheduled();
    const failed = await operation(id);
    expect([failed.state, failed.problem?.code]).to.deep.equal([
      "failed",
      "plans.participant_silent",
    ]);
  });

  it("are taken back by an operator, and only before their day", async () => {
    const held = await stand.sell(joao, slow.id);
    const { id } = await suspend(held.id, "2026-06-12");
    const taken = await stand.cancelOperation(named("CancelOperation"), id, "all");
    expect(taken.state).to.equal("cancelled");
    const again = stand.cancelOperation(named("CancelOperation"), id, "all");
    expect(await codeOf(again)).to.equal("plans.not_scheduled");
    stand.clock.set("2026-06-12T12:00:00Z");
    await stand.runScheduled();
    expect((await find(held.id)).service).to.equal("on");
  });

  it("are taken back when the subscription ends, which the preview warns of", async () => {
    const held = await stand.sell(joao, slow.id);
    const { id } = await suspend(held.id, "2026-06-12");
    const order = change();
    const seen = await stand.preview({ subscriptionId: held.id, on: "", order }, ana);
    const codes = seen.parts.flatMap(({ warnings }) => warnings.map(({ code }) => code));
    expect(codes).to.deep.equal(["plans.scheduled_ends"]);
    expect(await codeOf(stand.commit(held.id, order))).to.equal("plans.preview_needed");
    await stand.commit(held.id, order, { previewId: seen.id });
    const ended = await operation(id);
    expect([ended.state, ended.problem?.code]).to.deep.equal(["cancelled", "plans.ended"]);
  });

  describe("enabling with a login", () => {
    it("reserves the name when it is set, and keeps it until its day", async () => {
      const held = await stand.sell(joao, slow.id, "waiting-installation");
      expect(await existing(held.id)).to.deep.equal([]);
      const { id } = await enable(held.id, "2026-06-20", "joao");
      expect(stand.reserved.map(({ username }) => username)).to.deep.equal(["joao"]);
      expect(await existing(held.id)).to.deep.equal([held.id]);
      expect(await codeOf(enable(held.id, "", "outro"))).to.equal("plans.operation_running");
      stand.clock.set("2026-06-20T12:00:00Z");
      await stand.runScheduled();
      const enabled = await find(held.id);
      expect([enabled.service, enabled.startOn]).to.deep.equal(["on", "2026-06-20"]);
      expect((await operation(id)).state).to.equal("running");
    });

    it("gives the name back when it is taken back", async () => {
      const held = await stand.sell(joao, slow.id, "waiting-installation");
      const { id } = await enable(held.id, "2026-06-20", "joao");
      await stand.cancelOperation(named("CancelOperation"), id, "all");
      expect(stand.released).to.deep.equal([held.id]);
      expect(await existing(held.id)).to.deep.equal([]);
      expect(await codeOf(enable(held.id, "", "outro"))).to.equal("ok");
    });

    it("is one request's at a time, so that no second login goes into service with it", async () => {
      const held = await stand.sell(joao, slow.id, "waiting-installation");
      let other = "";
      stand.meanwhile.act = async () => {
        other = await codeOf(enable(held.id, "", "dois"));
      };
      expect(await codeOf(enable(held.id, "", "um"))).to.equal("ok");
      expect(other).to.equal("plans.operation_running");
      expect(stand.reserved.map(({ username }) => username)).to.deep.equal(["um"]);
    });

    it("is the same when one request comes many times at once", async () => {
      const held = await stand.sell(joao, slow.id, "waiting-installation");
      const request = named("EnableSubscription");
      const order = { subscriptionId: held.id, on: "", access: access("joao") };
      const all = await Promise.all(
        Array.from({ length: 10 }, () => stand.enable(request, order, ana)),
      );
      expect(new Set(all.map(({ id }) => id)).size).to.equal(1);
      expect(new Set(stand.reserved.map(({ requestId }) => requestId)).size).to.equal(1);
    });

    it("first removes what a request that died has reserved", async () => {
      const held = await stand.sell(joao, slow.id, "waiting-installation");
      stand.meanwhile.act = () => Promise.reject(new Error("died"));
      expect(await codeOf(enable(held.id, "", "um"))).to.contain("died");
      stand.meanwhile.act = () => Promise.resolve();
      expect(await codeOf(enable(held.id, "", "dois"))).to.equal("plans.operation_running");
      stand.clock.advance({ minutes: 2 });
      expect(await codeOf(enable(held.id, "", "dois"))).to.equal("ok");
      expect(stand.released).to.deep.equal([held.id]);
    });

    it("lets the next name be tried at once when one is refused", async () => {
      const held = await stand.sell(joao, slow.id, "waiting-installation");
      stand.meanwhile.act = () => codeOfTaken();
      expect(await codeOf(enable(held.id, "", "um"))).to.equal("plans.city_taken");
      stand.meanwhile.act = () => Promise.resolve();
      expect(await codeOf(enable(held.id, "", "dois"))).to.equal("ok");
      expect(stand.released).to.deep.equal([]);
    });
  });

  /** Any refusal will do: radius's own reach plans as they are. */
  async function codeOfTaken(): Promise<void> {
    await stand.unit("Londrina");
  }

  it("are found by nobody of another unit", async () => {
    const held = await stand.sell(joao, slow.id);
    const { id } = await suspend(held.id, "2026-06-12");
    const stranger = stand.cancelOperation(named("CancelOperation"), id, [newId()]);
    expect(await codeOf(stranger)).to.equal("plans.operation_not_found");
  });
});
