import { expect } from "chai";
import { describe, it } from "mocha";
import { editDetail, fitsInPlaceOf } from "./detail-edit.ts";
import type { Plan } from "./plan.ts";
import { status } from "./status.ts";
import { sell, type Subscription } from "./subscription.ts";

const at = new Date("2026-06-12T12:00:00Z");
const ana = { by: "Ana", at };
const bia = { by: "Bia", at: new Date("2026-06-13T12:00:00Z") };

const plan = (id: string, priceCents: bigint, kind: Plan["terms"]["kind"] = "broadband"): Plan => ({
  id,
  version: 1n,
  businessUnitId: "u",
  priceCents,
  priceVersionId: `${id}-v1`,
  trialDays: 0,
  proportionalTrial: false,
  advanceBilling: null,
  options: [],
  archived: false,
  terms: {
    planId: id,
    name: `Banda Larga ${id} Kbps`,
    kind,
    speed: null,
    simultaneousUse: 1,
    loginCreatesMailbox: true,
    mailboxes: { included: 1, additionalFeeCents: 0n, quotaMb: 1_024 },
    hosting: null,
  },
});

const sold = (key: "enabled" | "waiting-installation"): Subscription =>
  sell(
    {
      id: "s",
      number: 7n,
      customerId: "c",
      status: status(key),
      startOn: "2026-05-21",
      discount: { kind: "percent", percentHundredths: 1_000 },
      advanceBilling: false,
      billedThroughOn: null,
      routingPointId: "",
      salespersonId: "",
      paymentFormId: "",
      dueDayId: "",
      debitAccountId: "",
      notes: "",
      registeredAt: at,
      contract: null,
      installationAddress: "",
    },
    plan("256", 6_000n),
    31,
  );

describe("editing the plan in the detail tab", () => {
  it("C46: bills the new plan and leaves the servers with the old one, and says so", () => {
    const edited = editDetail(sold("enabled"), { plan: plan("512", 9_000n) }, ana);
    expect(edited.plan.planId).to.equal("512");
    expect(edited.carriedPlan.planId).to.equal("256");
    expect(edited.priceVersionId).to.equal("512-v1");
    expect([edited.priceCents, edited.payableCents]).to.deep.equal([9_000n, 8_100n]);
    expect(edited.drift).to.deep.equal({ since: at, by: "Ana" });
    expect(edited.edits.detail).to.deep.equal(ana);
  });

  it("C46: keeps who let it drift first, and ends the drift when it is edited back", () => {
    const drifting = editDetail(sold("enabled"), { plan: plan("512", 9_000n) }, ana);
    const further = editDetail(drifting, { plan: plan("1024", 12_000n) }, bia);
    expect(further.drift).to.deep.equal({ since: at, by: "Ana" });
    const back = editDetail(further, { plan: plan("256", 6_500n) }, bia);
    expect(back.drift).to.equal(null);
    expect(back.priceCents).to.equal(6_500n);
  });

  it("C46: leaves nothing to differ from while nothing is on the servers", () => {
    const edited = editDetail(sold("waiting-installation"), { plan: plan("512", 9_000n) }, ana);
    expect(edited.carriedPlan.planId).to.equal("512");
    expect(edited.drift).to.equal(null);
  });

  it("is refused once the subscription has ended", () => {
    const ended = { ...sold("enabled"), service: "released" as const };
    const attempt = () => editDetail(ended, { plan: plan("512", 9_000n) }, ana);
    expect(attempt).to.throw().with.property("code", "plans.ended");
  });

  it("takes plans whose items the servers carry alike", () => {
    const terms = (kind: Plan["terms"]["kind"]) => plan("x", 1n, kind).terms;
    expect(fitsInPlaceOf(terms("dial-up"), terms("broadband"))).to.equal(true);
    expect(fitsInPlaceOf(terms("hosting"), terms("hosting"))).to.equal(true);
    expect(fitsInPlaceOf(terms("hosting"), terms("broadband"))).to.equal(false);
    expect(fitsInPlaceOf(terms("email"), terms("hosting"))).to.equal(false);
  });
});
