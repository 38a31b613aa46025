import type { Transact, WriteRequest } from "@isp/db";
import {
  civilDateIn,
  type Clock,
  derivedId,
  derivedRequestId,
  type Failpoints,
  newId,
} from "@isp/kernel";
import { contractOf } from "../domain/contract.ts";
import type { Customer } from "../domain/customer.ts";
import { sell, type Subscription } from "../domain/subscription.ts";
import { referredBy } from "./create-subscription.ts";
import { type CheckedEntry, importCheck, type ImportEntry } from "./import-check.ts";
import type { FinishImport } from "./finish-imports.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { PlansScope, Units } from "./ports.ts";

export type Imported = {
  readonly customerId: string;
  /** Empty where no plan was given. */
  readonly subscriptionId: string;
  readonly number: bigint;
};

export type ImportCustomers = (
  request: WriteRequest,
  entries: readonly ImportEntry[],
  units: Units,
) => Promise<readonly Imported[]>;

type Dependencies = {
  readonly transact: Transact<PlansScope>;
  readonly read: Transact<PlansScope>;
  readonly clock: Clock;
  readonly neighbours: Neighbours;
  readonly finish: FinishImport;
  readonly failpoint: Failpoints;
};

/**
 * Takes over a batch of customers from another system, all or none, hundreds of times faster than single
 * sales: every id is derived from the request, logins and mailboxes are reserved together, everything
 * here is one transaction, and the other services are told of the batch directly instead of by a fact
 * for each. What the telling does not reach at once is told again until it has.
 */
export function importCustomers(deps: Dependencies): ImportCustomers {
  const { transact, clock, neighbours, finish, failpoint } = deps;
  return async (request, entries, visible) => {
    const claim = await transact(({ requests }) =>
      requests.claim(request, newId(clock.now()), clock.now()),
    );
    const batchId = claim.resultId;
    if (!claim.done) {
      const checked = await importCheck(deps, visible)(entries);
      await transact(({ customers }) =>
        customers.requireFree(checked.map(({ customer }) => customer.document)),
      );
      await neighbours.reserveAccesses(
        derivedRequestId(request.requestId, "accesses"),
        accessesOf(batchId, checked),
      );
      failpoint("plans.import_reserved");
      const kept = await keep(deps, request, batchId, checked);
      failpoint("plans.import_kept");
      await finish(batchId, kept);
    } else {
      await finish(batchId);
    }
    return transact(({ imports }) => imports.made(batchId));
  };
}

const ids = (batchId: string, index: number) => ({
  customerId: derivedId(batchId, `customer ${index}`),
  subscriptionId: derivedId(batchId, `subscription ${index}`),
});

function accessesOf(batchId: string, entries: readonly CheckedEntry[]) {
  return entries.flatMap(({ unit, sale }, index) => {
    if (sale === null || sale.order.access === null) return [];
    const { order, plan } = sale;
    return [
      {
        ...sale.order.access,
        ...ids(batchId, index),
        loginId: derivedId(batchId, `login ${index}`),
        mailboxId: derivedId(batchId, `mailbox ${index}`),
        businessUnitId: unit.id,
        routingPointId: order.routingPointId,
        mailDomain: unit.mailDomain,
        plan: plan.terms,
      },
    ];
  });
}

async function keep(
  { transact, clock }: Dependencies,
  request: WriteRequest,
  batchId: string,
  entries: readonly CheckedEntry[],
): Promise<Parameters<FinishImport>[1]> {
  return transact(async (scope) => {
    const now = clock.now();
    const { done } = await scope.requests.claim(request, batchId, now);
    if (done) return undefined;
    await scope.references.hold(
      ...entries.map(({ unit }) => ({ businessUnitId: unit.id })),
      ...entries.flatMap(({ sale }) => (sale === null ? [] : [referredBy(sale.order)])),
    );
    const customers = entries.map(({ customer, unit }, index): Customer => {
      const { customerId } = ids(batchId, index);
      const businessUnitId = unit.id;
      return { ...customer, id: customerId, version: 1n, businessUnitId, registeredAt: now };
    });
    await scope.customers.addAll(customers);
    const sold = await soldTo(scope, batchId, entries, now);
    await scope.subscriptions.addAll(sold);
    await scope.imports.add({
      id: batchId,
      customerIds: customers.map(({ id }) => id),
      subscriptions: sold,
      at: now,
    });
    await scope.requests.finish(request, now);
    return { customers, subscriptions: sold };
  });
}

async function soldTo(
  { subscriptions }: PlansScope,
  batchId: string,
  entries: readonly CheckedEntry[],
  now: Date,
): Promise<Subscription[]> {
  const sales = entries.flatMap(({ unit, sale }, index) =>
    sale === null ? [] : [{ ...sale, unit, ...ids(batchId, index) }],
  );
  const numbers = await subscriptions.numbers(sales.map(({ subscriptionId }) => subscriptionId));
  return sales.map(({ order, plan, unit, customerId, subscriptionId, ...terms }) => {
    const today = civilDateIn(unit.timeZone, now);
    const startOn = order.startOn || today;
    const { contract } = order;
    const sale = {
      ...order,
      ...terms,
      id: subscriptionId,
      customerId,
      number: numbers.get(subscriptionId) ?? 0n,
      startOn,
      contract: contract === null ? null : contractOf(contract, { soldOn: today, startOn }),
      advanceBilling: order.advanceBilling ?? plan.advanceBilling ?? unit.advanceBilling,
      registeredAt: now,
    };
    return sell(sale, plan, unit.closingDay);
  });
}
