import { expect } from "chai";
import type { Plan } from "../../api/catalogue.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import {
  asksLogin,
  discountOf,
  type PlanForm,
  tabOf,
  termsGiver,
  toNewSubscription,
} from "./plan-form.ts";

const aPlan = (kind: Plan["kind"]): Plan => ({
  id: "p",
  businessUnitId: "u",
  name: "Plano",
  kind,
  priceCents: 9_000,
});

const filled: PlanForm = {
  planId: "p",
  startOn: "2026-11-22",
  status: "enabled",
  routingPointId: "rp",
  paymentFormId: "pf",
  dueDayId: "dd",
  notes: "  ",
  discountKind: "percent",
  discount: { percent: 10, amountCents: 500 },
  access: { username: "ana", password: "segredo-1" },
};

describe("the form of a new plan", () => {
  it("asks for a login only when an enabled plan connects (C41, C42)", () => {
    expect(asksLogin(aPlan("broadband"), "enabled")).to.equal(true);
    expect(asksLogin(aPlan("broadband"), "waiting-installation")).to.equal(false);
    expect(asksLogin(aPlan("hosting"), "enabled")).to.equal(false);
    expect(toNewSubscription("c", filled, aPlan("hosting"), true)).to.not.have.property("access");
  });

  it("sends a routing point only for broadband and IVR (C26)", () => {
    expect(toNewSubscription("c", filled, aPlan("ivr-extra-point"), true).routingPointId).to.equal(
      "rp",
    );
    expect(toNewSubscription("c", filled, aPlan("dial-up"), true)).to.not.have.property(
      "routingPointId",
    );
  });

  it("leaves payment form and due day to the first plan of the customer (C33, C34, D6)", () => {
    expect(toNewSubscription("c", filled, aPlan("email"), true).dueDayId).to.equal("dd");
    expect(toNewSubscription("c", filled, aPlan("email"), false)).to.not.have.property("dueDayId");
  });

  it("sends the discount in the way that was chosen (C37)", () => {
    expect(discountOf(filled)).to.deep.equal({ percent: 10 });
    expect(discountOf({ ...filled, discountKind: "amount" })).to.deep.equal({ amountCents: 500 });
    expect(discountOf({ discountKind: "percent", discount: { percent: null } })).to.equal(
      undefined,
    );
  });

  it("sends no blanks", () => {
    expect(toNewSubscription("c", filled, aPlan("email"), true)).to.not.have.property("notes");
  });

  it("takes the terms from the oldest live plan (D20)", () => {
    const of = (number: number, list: string, status = "enabled") =>
      ({ number, list, status }) as Subscription;
    const giver = termsGiver([of(9, "active"), of(3, "cancelled"), of(5, "inactive", "suspended")]);
    expect(giver?.number).to.equal(5);
    expect(termsGiver([of(3, "cancelled")])).to.equal(undefined);
  });

  it("knows on which tab a mistake stands", () => {
    expect(tabOf("planId")).to.equal("detail");
    expect(tabOf("discount")).to.equal("billing");
    expect(tabOf("access")).to.equal("login");
  });
});
