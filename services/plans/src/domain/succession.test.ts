import { expect } from "chai";
import { describe, it } from "mocha";
import type { Customer } from "./customer.ts";
import { cancel, remove } from "./ending.ts";
import type { Plan } from "./plan.ts";
import { sell, type Subscription, suspend } from "./subscription.ts";
import { status } from "./status.ts";
import { changePlan, transfer } from "./succession.ts";

const now = new Date("2026-06-12T12:00:00Z");
const on = "2026-06-12";

const plan = (id: string, priceCents: bigint, kind: Plan["terms"]["kind"] = "broadband"): Plan => ({
  id,
  version: 1n,
  businessUnitId: "u",
  priceCents,
  priceVersionId: `${id}-v1`,
  trialDays: 30,
  proportionalTrial: true,
  advanceBilling: null,
  options: [],
  archived: false,
  terms: {
    planId: id,
    name: id,
    kind,
    speed: null,
    simultaneousUse: 1,
    loginCreatesMailbox: true,
    mailboxes: { included: 1, additionalFeeCents: 0n, quotaMb: 1_024 },
    hosting: null,
  },
});

const present: Subscription = sell(
  {
    id: "s",
    number: 7n,
    customerId: "c",
    status: status("enabled"),
    startOn: "2026-05-21",
    discount: { kind: "amount", amountCents: 1_000n },
    advanceBilling: false,
    billedThroughOn: "2026-05-31",
    routingPointId: "tower",
    salespersonId: "",
    paymentFormId: "form",
    dueDayId: "day",
    debitAccountId: "account",
    notes: "",
    registeredAt: now,
    contract: {
      installFeeCents: 12_000n,
      installments: 3,
      soldOn: "2026-05-20",
      activatedOn: "2026-05-21",
      expiresOn: "2027-05-21",
      validityMonths: 12,
      templateId: "",
      cancellationFormula: "300,00",
    },
    installationAddress: "",
  },
  plan("256", 6_000n),
  31,
);

const given = { id: "n", number: 7n, on, now, trialDays: 0, discount: null, newContract: false };
const maria = { id: "m", name: "Maria", businessUnitId: "u" } as Customer;
const terms = { paymentFormId: "hers", dueDayId: "her-day" };

describe("changing the plan", () => {
  it("C48, D5: starts anew on the day, with the dialog's trial and not the plan's", () => {
    const { former, successor } = changePlan(present, { ...given, plan: plan("512", 9_000n) });
    expect([former.status.key, former.endedOn, former.successorId]).to.deep.equal([
      "replaced",
      on,
      "n",
    ]);
    expect([successor.startOn, successor.trialDays, successor.billedThroughOn]).to.deep.equal([
      on,
      0,
      null,
    ]);
    expect(successor.priceVersionId).to.equal("512-v1");
  });

  it("D10: keeps the discount or takes the one given, never more than the price", () => {
    const kept = changePlan(present, { ...given, plan: plan("512", 9_000n) }).successor;
    expect([kept.priceCents, kept.payableCents]).to.deep.equal([9_000n, 8_000n]);
    const half = { kind: "percent", percentHundredths: 5_000 } as const;
    const other = changePlan(present, { ...given, discount: half, plan: plan("512", 9_000n) });
    expect(other.successor.payableCents).to.equal(4_500n);
    expect(() => changePlan(present, { ...given, plan: plan("64", 500n) })).to.throw("/discount");
  });

  it("D10: goes on with contract and loyalty, or begins a new contract", () => {
    const next = plan("512", 9_000n);
    expect(changePlan(present, { ...given, plan: next }).successor.contract).to.deep.equal(
      present.contract,
    );
    const anew = changePlan(present, { ...given, plan: next, number: 8n, newContract: true });
    expect(anew.successor.number).to.equal(8n);
    expect(anew.successor.contract?.activatedOn).to.equal(on);
    expect(anew.successor.contract?.expiresOn).to.equal("2027-06-12");
  });

  it("C46: makes billed and carried plan one again", () => {
    const drift = { since: now, by: "Ana" };
    const drifting = { ...present, plan: plan("512", 9_000n).terms, drift };
    const { former, successor } = changePlan(drifting, { ...given, plan: plan("512", 9_000n) });
    expect(successor.carriedPlan.planId).to.equal("512");
    expect([former.drift, successor.drift]).to.deep.equal([null, null]);
  });

  it("is refused for the plan it has, for one that is not sold, and for one of another unit", () => {
    const refused = [
      plan("256", 6_000n),
      { ...plan("512", 9_000n), archived: true },
      { ...plan("512", 9_000n), businessUnitId: "v" },
    ];
    for (const wanted of refused) {
      expect(() => changePlan(present, { ...given, plan: wanted })).to.throw("/planId");
    }
  });

  it("is refused between plans that connect and plans that do not", () => {
    const wanted = plan("site", 3_000n, "hosting");
    expect(() => changePlan(present, { ...given, plan: wanted }))
      .to.throw()
      .with.property("code", "plans.kind_differs");
    const dialUp = plan("dial", 3_000n, "dial-up");
    expect(changePlan(present, { ...given, plan: dialUp }).successor.routingPointId).to.equal("");
  });

  it("is refused before it is in service, and after it has ended", () => {
    const wanted = plan("512", 9_000n);
    const waiting = { ...present, service: "off" as const };
    expect(() => changePlan(waiting, { ...given, plan: wanted }))
      .to.throw()
      .with.property("code", "plans.not_in_service");
    const ended = cancel(present, { on, reasonId: "r" });
    expect(() => changePlan(ended, { ...given, plan: wanted }))
      .to.throw()
      .with.property("code", "plans.ended");
  });
});

describe("transferring", () => {
  it("D19: leaves instalments and bank account with the old customer", () => {
    const { former, successor } = transfer(present, {
      ...given,
      ...terms,
      number: 8n,
      customer: maria,
    });
    expect(former.contract?.installments).to.equal(3);
    expect([successor.contract?.installFeeCents, successor.contract?.activatedOn]).to.deep.equal([
      0n,
      on,
    ]);
    expect(successor.debitAccountId).to.equal("");
    expect([successor.paymentFormId, successor.dueDayId]).to.deep.equal(["hers", "her-day"]);
  });

  it("C49: takes all characteristics along, also what keeps it suspended", () => {
    const suspension = { reason: "fraud", operationId: "o", on: "2026-06-01", at: now } as const;
    const held = suspend(present, suspension);
    const { successor } = transfer(held, { ...given, ...terms, number: 8n, customer: maria });
    expect([successor.service, successor.suspensions]).to.deep.equal(["suspended", [suspension]]);
    expect(successor.discount).to.deep.equal(present.discount);
    expect(successor.routingPointId).to.equal("tower");
  });
});

describe("ending", () => {
  it("C54: ends service, suspensions and drift on the day", () => {
    const ended = cancel(present, { on, reasonId: "r" });
    expect([ended.service, ended.endedOn, ended.status.list]).to.deep.equal([
      "released",
      on,
      "cancelled",
    ]);
    expect(() => cancel(ended, { on, reasonId: "r" })).to.throw();
  });

  it("D13: removes from any list; what has ended keeps its day", () => {
    expect(remove(present, on).endedOn).to.equal(on);
    const ended = cancel(present, { on: "2026-06-01", reasonId: "r" });
    expect(remove(ended, on).endedOn).to.equal("2026-06-01");
  });
});
