import { newId } from "@isp/kernel";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { Plan } from "../src/domain/plan.ts";
import type { ChangePlanOrder, Effect } from "../src/domain/previewed.ts";
import { ana, codeOf, detailsOf, named, openStand, type Stand } from "./support/stand.ts";

const mailbox: Effect = {
  itemId: "01a00000-0000-7000-8000-000000000001",
  itemKind: "mailbox",
  itemName: "joao@example.com.br",
  itemVersion: 3n,
  action: "moved",
  detail: "",
};
const warning = { code: "mail.quota_smaller", detail: "The mailbox holds more.", itemId: "" };

describe("operations that end a subscription", function () {
  this.timeout(60_000);
  let stand: Stand;
  let unitId: string;
  let slow: Plan;
  let fast: Plan;
  let joao: string;
  let maria: string;
  let elsewhere: string;

  before(async () => {
    stand = await openStand();
    unitId = (await stand.unit("Londrina")).id;
    await stand.unit("Maringá");
    slow = await stand.plan(unitId, "Banda Larga 256 Kbps", 6_000n);
    fast = await stand.plan(unitId, "Banda Larga 512 Kbps", 9_000n);
    joao = (await stand.customer("529.982.247-25", "Londrina")).id;
    maria = (await stand.customer("111.444.777-35", "Londrina")).id;
    elsewhere = (await stand.customer("123.456.789-09", "Maringá")).id;
  });

  beforeEach(() => {
    stand.says.clear();
    stand.meanwhile.act = () => Promise.resolve();
  });

  after(() => stand.close());

  const change = (more: Partial<ChangePlanOrder> = {}): ChangePlanOrder => ({
    kind: "change-plan",
    planId: fast.id,
    trialDays: 0,
    discount: null,
    keepSpeedOverride: false,
    newContract: false,
    ...more,
  });
  const handOver = (customerId: string) =>
    ({ kind: "transfer", customerId, loginPassword: "keep", mailboxes: "empty" }) as const;
  const find = (id: string) => stand.transact(({ subscriptions }) => subscriptions.find(id, "all"));
  const deletion = (confirm: bigint | string) =>
    ({ kind: "delete", confirm: String(confirm) }) as const;

  describe("changing the plan", () => {
    it("C48: ends the old one as replaced and goes on with the new one, announced by one fact", async () => {
      const old = await stand.sell(joao, slow.id);
      const operation = await stand.commit(old.id, change());
      const [former, successor] = [
        await find(old.id),
        await find(operation.successorSubscriptionId),
      ];
      expect([former.status.key, former.service, former.endedOn]).to.deep.equal([
        "replaced",
        "released",
        "2026-06-10",
      ]);
      expect(former.successorId).to.equal(successor.id);
      const { number, plan, carriedPlan, service, startOn, trialDays, priceCents } = successor;
      expect(number).to.equal(old.number);
      expect([plan.planId, carriedPlan.planId]).to.deep.equal([fast.id, fast.id]);
      expect([service, startOn, trialDays, priceCents]).to.deep.equal([
        "on",
        "2026-06-10",
        0,
        9_000n,
      ]);
      expect(successor.predecessorId).to.equal(old.id);
      const mine = (await stand.facts()).filter(({ fact }) => fact["operationId"] === operation.id);
      expect(mine.map(({ name }) => name)).to.deep.equal(["replaced"]);
      expect((mine[0]!.fact["successor"] as { id: string }).id).to.equal(successor.id);
    });

    it("C48: shows the one operation in the histories of both", async () => {
      const old = await stand.sell(joao, slow.id);
      const { id, successorSubscriptionId } = await stand.commit(old.id, change());
      for (const subscriptionId of [old.id, successorSubscriptionId]) {
        const page = { limit: 10, after: "" };
        const listed = await stand.transact(({ operations }) =>
          operations.list({ subscriptionId, state: "" }, "all", page),
        );
        expect(listed.map((held) => held.id)).to.include(id);
      }
    });

    it("excludes every other operation while it runs, on both of them", async () => {
      const old = await stand.sell(joao, slow.id);
      const { id, successorSubscriptionId: next } = await stand.commit(old.id, change());
      const suspend = { kind: "suspend", reason: "default" } as const;
      const asked = { subscriptionId: next, act: suspend, on: "", note: "" };
      expect(await codeOf(stand.operate(named("s"), asked, ana))).to.equal(
        "plans.operation_running",
      );
      expect(await codeOf(stand.commit(next, change({ planId: slow.id })))).to.equal(
        "plans.operation_running",
      );
      await stand.answer(id);
      expect(await codeOf(stand.operate(named("s"), asked, ana))).to.equal("ok");
      expect(await codeOf(stand.commit(next, change({ planId: slow.id })))).to.equal(
        "plans.operation_running",
      );
    });

    it("D12: takes the suspensions along", async () => {
      const old = await stand.sell(joao, slow.id);
      const act = { kind: "suspend", reason: "technical" } as const;
      const asked = { subscriptionId: old.id, act, on: "", note: "" };
      await stand.answer((await stand.operate(named("s"), asked, ana)).id);
      const { successorSubscriptionId } = await stand.commit(old.id, change());
      const successor = await find(successorSubscriptionId);
      expect([successor.service, successor.status.key]).to.deep.equal(["suspended", "suspended"]);
      expect(successor.suspensions.map(({ reason }) => reason)).to.deep.equal(["technical"]);
      expect((await find(old.id)).suspensions).to.deep.equal([]);
    });

    it("D10: keeps the number through a chain, and gives a new one for a new contract", async () => {
      const first = await stand.sell(joao, slow.id);
      const second = await stand.commit(first.id, change());
      await stand.answer(second.id);
      const third = await stand.commit(
        second.successorSubscriptionId,
        change({ planId: slow.id, newContract: true }),
      );
      expect((await find(second.successorSubscriptionId)).number).to.equal(first.number);
      expect((await find(third.successorSubscriptionId)).number).to.not.equal(first.number);
    });

    it("D10: reaches back to the last closing, and further with the permission only", async () => {
      const old = await stand.sell(joao, slow.id);
      const early = { on: "2026-05-25" };
      expect(await codeOf(stand.commit(old.id, change(), early))).to.equal("plans.backdating");
      const manager = { name: "Rui", units: "all", mayBackdate: true } as const;
      expect(await codeOf(stand.commit(old.id, change(), { ...early, actor: manager }))).to.equal(
        "ok",
      );
      const other = await stand.sell(joao, slow.id);
      expect(await codeOf(stand.commit(other.id, change(), { on: "2026-06-01" }))).to.equal("ok");
    });

    it("happens once, however often it is asked for at the same time", async () => {
      const old = await stand.sell(joao, slow.id);
      const request = named("ChangePlan");
      const all = await Promise.all(
        Array.from({ length: 10 }, () => stand.commit(old.id, change(), { request })),
      );
      expect(new Set(all.map(({ successorSubscriptionId: id }) => id)).size).to.equal(1);
      const others = await Promise.all(
        Array.from({ length: 5 }, () => codeOf(stand.commit(old.id, change()))),
      );
      expect(new Set(others)).to.deep.equal(new Set(["plans.ended"]));
    });
  });

  describe("transferring", () => {
    it("C49, C50: cancels it for one and goes on for the other, with his terms and a new number", async () => {
      const old = await stand.sell(joao, slow.id);
      const operation = await stand.commit(old.id, handOver(maria));
      const former = await find(old.id);
      const successor = await find(operation.successorSubscriptionId);
      expect([former.status.list, former.service]).to.deep.equal(["cancelled", "released"]);
      expect([successor.status.list, successor.service]).to.deep.equal(["active", "on"]);
      expect(successor.customerId).to.equal(maria);
      expect(successor.number).to.not.equal(old.number);
      expect(successor.dueDayId).to.equal(`due-${maria.slice(0, 8)}`);
      expect(successor.priceVersionId).to.equal(old.priceVersionId);
      const [told] = (await stand.facts()).filter(
        ({ fact }) => fact["operationId"] === operation.id,
      );
      expect(told?.name).to.equal("transferred");
      expect(told?.fact["choices"]).to.deep.equal({ "login-password": "keep", mailboxes: "empty" });
    });

    it("D19: keeps form and due day for a customer who has none of his own yet", async () => {
      stand.newcomers.add(maria);
      const old = await stand.sell(joao, slow.id);
      const operation = await stand.commit(old.id, handOver(maria));
      stand.newcomers.delete(maria);
      const successor = await find(operation.successorSubscriptionId);
      expect(successor.dueDayId)
        .to.equal(old.dueDayId)
        .and.equal(`due-${joao.slice(0, 8)}`);
    });

    it("D19: is refused to the same customer, and a conflict for one of another unit", async () => {
      const old = await stand.sell(joao, slow.id);
      expect(await codeOf(stand.commit(old.id, handOver(joao)))).to.equal("plans.invalid");
      expect(await codeOf(stand.commit(old.id, handOver(elsewhere)))).to.equal("plans.other_unit");
      const { parts } = await stand.preview(
        { subscriptionId: old.id, on: "", order: handOver(elsewhere) },
        ana,
      );
      const codes = parts.flatMap(({ conflicts }) => conflicts.map(({ code }) => code));
      expect(codes).to.deep.equal(["plans.other_unit"]);
    });

    it("says who is silent instead of failing, and decides nothing", async () => {
      const old = await stand.sell(joao, slow.id);
      stand.says.set("billing", new Error("away"));
      const asked = { subscriptionId: old.id, on: "", order: handOver(maria) };
      const { parts } = await stand.preview(asked, ana);
      const codes = parts.flatMap(({ conflicts }) => conflicts.map(({ code }) => code));
      expect(codes).to.deep.equal(["plans.participant_silent"]);
      const attempt = stand.commit(old.id, handOver(maria));
      expect(await codeOf(attempt)).to.equal("plans.preview_conflict");
      expect((await find(old.id)).service).to.equal("on");
    });

    it("D19: hands the new passwords out once", async () => {
      const old = await stand.sell(joao, slow.id);
      stand.says.set("mail", { effects: [mailbox] });
      const { id, passwordsUntil } = await stand.commit(old.id, handOver(maria));
      expect(passwordsUntil?.toISOString()).to.equal("2026-06-11T12:00:00.000Z");
      const { itemId, itemKind, itemName } = mailbox;
      const secret = { itemId, itemKind, itemName, password: "nova-senha" };
      stand.secrets.set("mail", [secret]);
      await stand.answer(id);
      expect(await stand.takePasswords(newId(), id, "all")).to.deep.equal([secret]);
      stand.secrets.set("mail", [secret]);
      expect(await stand.takePasswords(newId(), id, "all")).to.deep.equal([]);
      const told = await stand.transact(({ operations }) => operations.find(id, "all"));
      expect(told.passwordsUntil).to.equal(null);
    });
  });

  describe("cancelling", () => {
    const end = (reasonId: string, waiveFine = false) =>
      ({ kind: "cancel", reasonId, waiveFine }) as const;

    it("C54: moves it to the cancelled list for good, with its reason", async () => {
      const held = await stand.sell(joao, slow.id);
      const { id: reasonId } = await stand.reason();
      expect(await codeOf(stand.commit(held.id, end(reasonId, true)))).to.equal(
        "plans.waiver_forbidden",
      );
      const actor = { ...ana, mayWaiveFine: true };
      const operation = await stand.commit(held.id, end(reasonId, true), { actor });
      const ended = await find(held.id);
      expect([ended.status.list, ended.service, ended.cancellationReasonId]).to.deep.equal([
        "cancelled",
        "released",
        reasonId,
      ]);
      const [told] = (await stand.facts()).filter(
        ({ fact }) => fact["operationId"] === operation.id,
      );
      expect([told?.name, told?.fact["choices"]]).to.deep.equal([
        "cancelled",
        { "waive-fine": "true" },
      ]);
      await stand.answer(operation.id);
      expect(await codeOf(stand.commit(held.id, change()))).to.equal("plans.ended");
      const access = { username: "joao", password: "segredo", saveOnServer: true };
      const enabling = { subscriptionId: held.id, on: "", access };
      expect(await codeOf(stand.enable(named("e"), enabling, ana))).to.equal("plans.ended");
      const act = { kind: "resume", reason: "default" } as const;
      const resuming = { subscriptionId: held.id, act, on: "", note: "" };
      expect(await codeOf(stand.operate(named("r"), resuming, ana))).to.equal("plans.ended");
    });

    it("C54: needs a reason that exists", async () => {
      const held = await stand.sell(joao, slow.id);
      const attempt = stand.commit(held.id, end(newId()));
      expect(await codeOf(attempt)).to.equal("plans.entry_not_found");
    });

    it("C54: reaches what is suspended and what waits, and supersedes what runs", async () => {
      const { id: reasonId } = await stand.reason();
      const suspended = await stand.sell(joao, slow.id);
      const act = { kind: "suspend", reason: "fraud" } as const;
      const asked = { subscriptionId: suspended.id, act, on: "", note: "" };
      const running = await stand.operate(named("s"), asked, ana);
      await stand.commit(suspended.id, end(reasonId));
      const given = await stand.transact(({ operations }) => operations.find(running.id, "all"));
      expect(given.steps.map(({ state }) => state)).to.deep.equal(Array(4).fill("superseded"));
      const waiting = await stand.sell(joao, slow.id, "waiting-installation");
      expect(await codeOf(stand.commit(waiting.id, end(reasonId)))).to.equal("ok");
    });
  });

  describe("deleting", () => {
    it("C56, D13: is confirmed by the number, releases, and leaves a tombstone and the history", async () => {
      const held = await stand.sell(joao, slow.id);
      expect(await codeOf(stand.commit(held.id, deletion("1")))).to.equal("plans.invalid");
      const operation = await stand.commit(held.id, deletion(held.number));
      expect(await codeOf(find(held.id))).to.equal("plans.subscription_not_found");
      const kept = await stand.transact(({ operations }) => operations.find(operation.id, "all"));
      expect(kept.subscriptionNumber).to.equal(held.number);
      const [tombstone] = await stand.db.query<{ deleted_by: string; number: string }[]>(
        "SELECT deleted_by, number FROM subscription_tombstones WHERE subscription_id = ?",
        [held.id],
      );
      expect(tombstone).to.deep.equal({ deleted_by: "Ana", number: held.number.toString() });
      const [told] = (await stand.facts()).filter(
        ({ fact }) => fact["operationId"] === operation.id,
      );
      expect(told?.name).to.equal("deleted");
      expect((told!.fact["subscription"] as { service: string }).service).to.equal("released");
    });

    it("C56: takes what stands in the inactive list, whose successor lives on", async () => {
      const old = await stand.sell(joao, slow.id);
      const changed = await stand.commit(old.id, change());
      await stand.answer(changed.id);
      await stand.commit(old.id, deletion(old.number));
      expect((await find(changed.successorSubscriptionId)).service).to.equal("on");
    });
  });

  describe("a preview", () => {
    it("is needed where somebody warns, and accepts the warnings that were seen", async () => {
      const old = await stand.sell(joao, slow.id);
      stand.says.set("mail", { effects: [mailbox], warnings: [warning] });
      expect(await codeOf(stand.commit(old.id, change()))).to.equal("plans.preview_needed");
      const { previewId = "" } = await detailsOf(stand.commit(old.id, change()));
      const operation = await stand.commit(old.id, change(), { previewId });
      expect(operation.warnings).to.deep.equal([warning]);
    });

    it("is stale when an item has moved since, and the refusal names the new one", async () => {
      const old = await stand.sell(joao, slow.id);
      stand.says.set("mail", { effects: [mailbox] });
      const asked = { subscriptionId: old.id, on: "", order: change() };
      const seen = await stand.preview(asked, ana);
      stand.says.set("mail", { effects: [{ ...mailbox, itemVersion: 4n }] });
      const attempt = () => stand.commit(old.id, change(), { previewId: seen.id });
      expect(await codeOf(attempt())).to.equal("plans.preview_stale");
      const { previewId = "" } = await detailsOf(attempt());
      expect(previewId).to.not.equal(seen.id);
      expect(await codeOf(stand.commit(old.id, change(), { previewId }))).to.equal("ok");
    });

    it("is stale for another order, another subscription, and after thirty minutes", async () => {
      const [one, two] = [await stand.sell(joao, slow.id), await stand.sell(joao, slow.id)];
      const asked = { subscriptionId: one.id, on: "", order: change() };
      const { id: previewId } = await stand.preview(asked, ana);
      const other = stand.commit(one.id, change({ newContract: true }), { previewId });
      expect(await codeOf(other)).to.equal("plans.preview_stale");
      const elsewhere = stand.commit(two.id, change(), { previewId });
      expect(await codeOf(elsewhere)).to.equal("plans.preview_stale");
      stand.clock.advance({ minutes: 31 });
      const late = stand.commit(one.id, change(), { previewId });
      expect(await codeOf(late)).to.equal("plans.preview_stale");
      stand.clock.advance({ minutes: -31 });
    });

    it("never accepts a conflict, and a service that is silent is one", async () => {
      const old = await stand.sell(joao, slow.id);
      const conflict = { code: "hosting.too_many_domains", detail: "Two domains.", itemId: "" };
      stand.says.set("hosting", { conflicts: [conflict] });
      const attempt = (previewId = "") => stand.commit(old.id, change(), { previewId });
      expect(await codeOf(attempt())).to.equal("plans.preview_conflict");
      const { previewId = "" } = await detailsOf(attempt());
      expect(await codeOf(attempt(previewId))).to.equal("plans.preview_conflict");
      stand.says.set("hosting", new Error("away"));
      const asked = { subscriptionId: old.id, on: "", order: change() };
      const { parts } = await stand.preview(asked, ana);
      const silent = parts.find(({ service }) => service === "hosting");
      expect(silent?.conflicts.map(({ code }) => code)).to.deep.equal(["plans.participant_silent"]);
      expect((await find(old.id)).service).to.equal("on");
    });

    it("does not decide about a subscription that moved while everybody was asked", async () => {
      const old = await stand.sell(joao, slow.id);
      let isFirst = true;
      stand.meanwhile.act = async () => {
        if (!isFirst) return;
        isFirst = false;
        const act = { kind: "suspend", reason: "default" } as const;
        const asked = { subscriptionId: old.id, act, on: "", note: "" };
        const { id } = await stand.operate(named("s"), asked, { name: "Bia", units: "all" });
        await stand.answer(id);
      };
      const { successorSubscriptionId } = await stand.commit(old.id, change());
      expect((await find(successorSubscriptionId)).service).to.equal("suspended");
    });
  });
});
