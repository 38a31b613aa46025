import { plans } from "@isp/contracts";
import { transactor } from "@isp/db";
import { newId } from "@isp/kernel";
import { once } from "@isp/messaging";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { billingScope } from "../src/db/scope.ts";
import { factConsumers } from "../src/events/consumers.ts";
import { takeOver } from "../src/usecases/take-over.ts";

const clock = fakeClock("2026-06-20T12:00:00Z");

describe("an imported subscription in billing", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  const scoped = () => transactor(database.db, (manager) => billingScope(manager, clock));

  before(async () => {
    database = await openTestDatabase({ migrations });
  });
  after(() => database.close());

  const sold = () =>
    plans.Subscription.fromPartial({
      id: newId(),
      version: 1n,
      businessUnitId: newId(),
      customerId: newId(),
      startOn: "2026-05-31",
      priceCents: 9_000n,
      payableCents: 9_000n,
      status: { key: "enabled", bills: true },
      service: "on",
    });

  async function suspend(subscription: plans.Subscription): Promise<void> {
    const fact = plans.SubscriptionFact.fromPartial({
      aggregateId: subscription.id,
      version: 2n,
      businessUnitId: subscription.businessUnitId,
      operationId: newId(),
      operationKind: "suspend",
      effectiveOn: "2026-06-15",
      subscription: {
        ...subscription,
        version: 2n,
        service: "suspended",
        status: { key: "suspended", bills: false },
      },
    });
    const name = "billing-subscriptions";
    const heard = factConsumers(once(scoped(), clock), clock);
    const consumer = heard.find(({ durable }) => durable === name);
    const message = {
      consumer: name,
      messageId: newId(),
      aggregateId: subscription.id,
      subject: "isp.plans.v1.subscription.suspended",
    };
    await consumer!.handle(JSON.stringify(plans.SubscriptionFact.toJSON(fact)), message);
  }

  const historyOf = async (id: string) =>
    (await scoped()(({ terms }) => terms.history([id])))
      .get(id)
      ?.map(({ fromOn, bills }) => ({ fromOn, bills }));
  const both = [
    { fromOn: "2026-05-31", bills: true },
    { fromOn: "2026-06-15", bills: false },
  ];

  it("C70: owes the days before a suspension that was heard before the import", async () => {
    const subscription = sold();
    await suspend(subscription);
    await takeOver(scoped())([subscription], []);
    await takeOver(scoped())([subscription], []);
    expect(await historyOf(subscription.id)).to.deep.equal(both);
    const kept = await scoped()(({ terms }) => terms.find(subscription.id));
    expect(kept?.version).to.equal(2n);
  });

  it("C70: owes them as well where the suspension is heard after it", async () => {
    const subscription = sold();
    await takeOver(scoped())([subscription], []);
    await suspend(subscription);
    expect(await historyOf(subscription.id)).to.deep.equal(both);
  });
});
