import { type DomainError, newId, noFailpoints } from "@isp/kernel";
import { expect } from "chai";
import { describe, it } from "mocha";
import { plainContract } from "../src/domain/contract.ts";
import type { Item } from "../src/domain/item.ts";
import { createSubscription } from "../src/usecases/create-subscription.ts";
import type { Neighbours } from "../src/usecases/neighbour-ports.ts";
import { removePlan } from "../src/usecases/remove-plan.ts";
import { updateSubscriptionContract } from "../src/usecases/update-subscription-contract.ts";
import { updateSubscriptionDetail } from "../src/usecases/update-subscription-detail.ts";
import { ana, codeOf, named, openStand, type Stand } from "./support/stand.ts";

describe("what a decision stands on", function () {
  this.timeout(60_000);
  let stand: Stand;
  let unitId: string;
  let customerId: string;

  before(async () => {
    stand = await openStand();
    unitId = (await stand.unit("Londrina")).id;
    customerId = (await stand.customer("52998224725", "Londrina")).id;
  });
  after(() => stand.close());

  const remove = (id: string) => {
    const key = { id, expectedVersion: 0n };
    return removePlan(stand.transact, stand.clock)(named("DeletePlan"), key, "all");
  };
  const order = (planId: string, more = {}) => ({
    customerId,
    planId,
    startOn: "",
    status: "waiting-installation",
    advanceBilling: undefined,
    routingPointId: "",
    salespersonId: "",
    paymentFormId: "",
    dueDayId: "",
    debitAccountId: "",
    discount: null,
    notes: "",
    access: null,
    billedThroughOn: null,
    contract: null,
    installationAddress: "",
    ...more,
  });
  const sale = (act: () => Promise<unknown> = () => Promise.resolve()) => {
    const resolveTerms = () =>
      act().then(() => ({ paymentFormId: "", dueDayId: "", hasOwn: false }));
    const neighbours = { resolveTerms } as Partial<Neighbours> as Neighbours;
    const { transact, clock } = stand;
    return createSubscription({ transact, clock, neighbours, failpoint: noFailpoints });
  };
  const refusal = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: DomainError) => `${error.code} ${error.fields.map(({ pointer }) => pointer).join()}`,
    );

  it("C25: sells no plan that is removed while its terms are asked for", async () => {
    const { id } = await stand.plan(unitId, "Fibra", 9_000n);
    const sold = sale(() => remove(id))(named("CreateSubscription"), order(id), ana);
    expect(await refusal(sold)).to.equal("plans.invalid /planId");
    const kept = await stand.transact((scope) =>
      scope.subscriptions.ofCustomer(customerId, "", "all"),
    );
    expect(kept).to.deep.equal([]);
  });

  it("C48: changes to no plan that is removed while everybody is asked", async () => {
    const from = await stand.plan(unitId, "Fibra 1", 9_000n);
    const to = await stand.plan(unitId, "Fibra 2", 12_000n);
    const { id } = await stand.sell(customerId, from.id);
    let isRemoved = false;
    stand.meanwhile.act = async () => {
      if (isRemoved) return;
      isRemoved = true;
      await remove(to.id);
    };
    const change = {
      kind: "change-plan",
      planId: to.id,
      trialDays: 0,
      discount: null,
      keepSpeedOverride: false,
      newContract: false,
    } as const;
    expect(await refusal(stand.commit(id, change))).to.equal("plans.invalid /planId");
    stand.meanwhile.act = () => Promise.resolve();
    const present = await stand.transact(({ subscriptions }) => subscriptions.find(id, "all"));
    expect(present.service).to.equal("on");
  });

  it("C37: keeps no discount that a role may not give, when a smaller price makes it more", async () => {
    const [large, small] = [
      await stand.plan(unitId, "Fibra 900", 100_000n),
      await stand.plan(unitId, "Fibra 100", 10_000n),
    ];
    const discount = { kind: "amount", amountCents: 10_000n } as const;
    const ten = { ...ana, maxDiscountPercent: 10 };
    const asked = order(large.id, { discount, status: "enabled" });
    const { subscription } = await sale()(named("CreateSubscription"), asked, ten);
    await stand.answer(subscription.id);
    const change = {
      kind: "change-plan",
      planId: small.id,
      trialDays: 0,
      discount: null,
      keepSpeedOverride: false,
      newContract: false,
    } as const;
    const limited = "plans.discount_above_limit";
    expect(await codeOf(stand.commit(subscription.id, change, { actor: ten }))).to.equal(limited);
    const routingPointExists = () => Promise.resolve(true);
    const edit = updateSubscriptionDetail({
      transact: stand.transact,
      clock: stand.clock,
      neighbours: { routingPointExists },
    });
    const tab = {
      id: subscription.id,
      expectedVersion: subscription.detailVersion,
      planId: small.id,
    };
    expect(await codeOf(edit(named("UpdateDetail"), tab, ten))).to.equal(limited);
    const half = { ...order(large.id), discount: { kind: "percent", percentHundredths: 5_000 } };
    const granted = await sale()(named("CreateSubscription"), half as never, ana);
    const kept = { ...tab, id: granted.subscription.id };
    expect(await codeOf(edit(named("UpdateDetail"), kept, ten))).to.equal("ok");
  });

  it("C40: dates a sale without paper by the day of its business unit", async () => {
    const plan = await stand.plan(unitId, "Fibra 3", 9_000n);
    stand.clock.set("2026-06-11T01:30:00Z");
    const { subscription } = await sale()(named("CreateSubscription"), order(plan.id), ana);
    const update = updateSubscriptionContract(stand.transact, stand.clock);
    const edit = {
      id: subscription.id,
      expectedVersion: subscription.contractVersion,
      fields: ["validityMonths"],
      contract: { ...plainContract, validityMonths: 12 },
      installationAddress: "",
    };
    const { contract } = await update(named("UpdateContract"), edit, ana);
    expect(contract).to.include({ soldOn: "2026-06-10", expiresOn: "2027-06-10" });
    const long = {
      ...edit,
      expectedVersion: subscription.contractVersion + 1n,
      fields: ["installationAddress"],
      installationAddress: "x".repeat(301),
    };
    const refused = update(named("UpdateContract"), long, ana);
    expect(await refusal(refused)).to.equal("plans.invalid /installationAddress");
  });

  it("S27: tells no login of another unit as the reason why somebody was found", async () => {
    const other = await stand.unit("Maringá");
    const state = { version: 1n, at: stand.clock.now() };
    const login: Item = {
      id: newId(),
      kind: "login",
      parentId: "",
      subscriptionId: newId(),
      customerId,
      businessUnitId: other.id,
      name: "segredo.maringa",
      main: true,
      version: 1n,
      wanted: { ...state, state: "on" },
      real: { ...state, state: "in-step", reason: "" },
    };
    await stand.transact(({ items }) => items.keep(login));
    const matches = (units: readonly string[] | "all") =>
      stand.transact(({ customers }) =>
        customers
          .search("segredo", units, { limit: 5, after: "" })
          .then((found) => found.matches.map(({ text }) => text)),
      );
    expect(await matches("all")).to.deep.equal(["segredo.maringa"]);
    expect(await matches([unitId])).to.deep.equal([]);
  });
});
