import { expect } from "chai";
import { describe, it } from "mocha";
import { payable } from "./discount.ts";
import { isDocumentOf, normaliseDocument } from "./document.ts";
import { answer, begin, type Operation, type Step, supersede } from "./operation.ts";
import type { Plan } from "./plan.ts";
import { status } from "./status.ts";
import { editDetail } from "./detail-edit.ts";
import { enable, resume, type Sale, sell, type Subscription, suspend } from "./subscription.ts";

const now = new Date("2026-05-21T12:00:00Z");

const plan: Plan = {
  id: "p",
  version: 1n,
  businessUnitId: "u",
  priceCents: 9_000n,
  priceVersionId: "v",
  trialDays: 10,
  proportionalTrial: false,
  advanceBilling: null,
  options: [],
  archived: false,
  terms: {
    planId: "p",
    name: "Banda Larga 512 Kbps",
    kind: "broadband",
    speed: null,
    simultaneousUse: 1,
    loginCreatesMailbox: true,
    mailboxes: { included: 1, additionalFeeCents: 500n, quotaMb: 1_024 },
    hosting: null,
  },
};

const sale: Sale = {
  id: "s",
  number: 7n,
  customerId: "c",
  status: status("enabled"),
  startOn: "2026-05-21",
  discount: null,
  advanceBilling: false,
  billedThroughOn: null,
  routingPointId: "",
  salespersonId: "",
  paymentFormId: "",
  dueDayId: "",
  debitAccountId: "",
  notes: "",
  registeredAt: now,
  contract: null,
  installationAddress: "",
};

const enabled: Subscription = sell(sale, plan, 31);
const suspension = (reason: "default" | "fraud") =>
  ({ reason, operationId: "o", on: "2026-06-10", at: now }) as const;

const edit = (subscription: Subscription, key: string) =>
  editDetail(subscription, { status: key }, { by: "Ana", at: now });

const code = (act: () => unknown) => {
  try {
    act();
    return "ok";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("selling a plan", () => {
  it("connects only when it is enabled (C29)", () => {
    expect(enabled.service).to.equal("on");
    expect(sell({ ...sale, status: status("waiting-installation") }, plan, 31).service).to.equal(
      "off",
    );
  });

  it("takes the plan's trial days, or the rest of the month when that is more (C27, C28, D5)", () => {
    expect(enabled.trialDays).to.equal(10);
    const proportional = { ...plan, proportionalTrial: true };
    expect(sell({ ...sale, startOn: "2026-05-05" }, proportional, 31).trialDays).to.equal(26);
    expect(
      sell({ ...sale, startOn: "2026-05-31" }, { ...proportional, trialDays: 0 }, 31).trialDays,
    ).to.equal(0);
    expect(
      sell({ ...sale, startOn: "2026-05-21" }, { ...proportional, trialDays: 0 }, 10).trialDays,
    ).to.equal(20);
  });

  it("takes a discount in reais or in percent off the price (C37, C38)", () => {
    expect(payable(10_000n, { kind: "amount", amountCents: 2_500n })).to.equal(7_500n);
    expect(payable(9_999n, { kind: "percent", percentHundredths: 5_000 })).to.equal(4_999n);
    expect(payable(100n, { kind: "amount", amountCents: 500n })).to.equal(0n);
  });
});

describe("suspending", () => {
  it("keeps reasons side by side and returns when none is left (D12)", () => {
    const twice = suspend(suspend(enabled, suspension("default")), suspension("fraud"));
    expect(twice.service).to.equal("suspended");
    const once = resume(twice, "default");
    expect(once.service).to.equal("suspended");
    expect(resume(once, "fraud")).to.include({ service: "on" });
  });

  it("is refused for the same reason twice, and when nothing is in service (C51, D12)", () => {
    const suspended = suspend(enabled, suspension("default"));
    expect(code(() => suspend(suspended, suspension("default")))).to.equal(
      "plans.already_suspended",
    );
    const waiting = sell({ ...sale, status: status("waiting-installation") }, plan, 31);
    expect(code(() => suspend(waiting, suspension("default")))).to.equal("plans.not_in_service");
    expect(code(() => resume(enabled, "default"))).to.equal("plans.not_suspended");
  });

  it("moves it to the inactive list, unlike the administrative status (C30, C57)", () => {
    expect(suspend(enabled, suspension("default")).status.list).to.equal("inactive");
    const administrative = edit(enabled, "suspended-administrative");
    expect(administrative.status.list).to.equal("active");
    expect(administrative.service).to.equal("on");
  });
});

describe("an administrative edit", () => {
  it("cannot reach what only an operation gives (C46)", () => {
    const suspended = suspend(enabled, suspension("default"));
    expect(code(() => edit(suspended, "enabled"))).to.equal("plans.status_not_settable");
    expect(code(() => edit(enabled, "cancelled"))).to.equal("plans.status_not_settable");
    const back = edit(edit(enabled, "suspended-administrative"), "enabled");
    expect(back.status.key).to.equal("enabled");
  });
});

describe("enabling", () => {
  it("makes the day the start and is refused twice (R20)", () => {
    const waiting = sell({ ...sale, status: status("waiting-installation") }, plan, 31);
    expect(enable(waiting, "2026-06-03").startOn).to.equal("2026-06-03");
    expect(code(() => enable(enabled, "2026-06-03"))).to.equal("plans.already_enabled");
  });
});

describe("documents", () => {
  it("are checked by their digits, alphanumeric CNPJ too", () => {
    expect(isDocumentOf("individual", normaliseDocument("529.982.247-25"))).to.equal(true);
    expect(isDocumentOf("individual", "52998224724")).to.equal(false);
    expect(isDocumentOf("individual", "11111111111")).to.equal(false);
    expect(isDocumentOf("company", normaliseDocument("11.222.333/0001-81"))).to.equal(true);
    expect(isDocumentOf("company", normaliseDocument("12.abc.345/01de-35"))).to.equal(true);
    expect(isDocumentOf("company", "12ABC34501DE36")).to.equal(false);
  });
});

describe("an operation", () => {
  const running: Operation = begin({
    id: "o",
    businessUnitId: "u",
    subscriptionId: "s",
    customerId: "c",
    subscriptionNumber: 7n,
    kind: "suspend",
    reason: "default",
    note: "",
    on: "2026-06-10",
    requestedBy: "ana",
    requestedAt: now,
  });
  const step = (service: Step["service"], state: Step["state"], revision = 1n): Step => ({
    service,
    state,
    revision,
    at: now,
    receipts: [],
    problem: null,
  });
  const after = (...steps: Step[]) =>
    steps.reduce((held, next) => answer(held, next, now), running);

  it("is done when every step is applied, absent or superseded", () => {
    const almost = after(
      step("radius", "applied"),
      step("mail", "absent"),
      step("hosting", "absent"),
    );
    expect(almost.state).to.equal("running");
    expect(answer(almost, step("billing", "applied"), now).state).to.equal("done");
  });

  it("has failed when one refuses and none is pending, and lives again when that one mends", () => {
    const failed = after(
      step("radius", "applied"),
      step("mail", "refused"),
      step("hosting", "absent"),
      step("billing", "applied"),
    );
    expect(failed.state).to.equal("failed");
    expect(answer(failed, step("mail", "applied", 2n), now).state).to.equal("done");
  });

  it("keeps the highest revision of each answer", () => {
    const applied = after(step("mail", "applied", 2n));
    expect(answer(applied, step("mail", "pending", 1n), now)).to.equal(applied);
  });

  it("gives up to a newer one what it has not applied, and keeps that when a late answer comes", () => {
    const given = supersede(after(step("radius", "applied")), now);
    expect(given.state).to.equal("done");
    const late = answer(given, step("mail", "applied"), now);
    expect(late.steps.find(({ service }) => service === "mail")?.state).to.equal("superseded");
    expect(late.steps.find(({ service }) => service === "radius")?.state).to.equal("applied");
  });
});
