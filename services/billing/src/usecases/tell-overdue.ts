import { billingEvents } from "@isp/contracts";
import { queuedFact, type Transact } from "@isp/db";
import { civilDateIn, type Clock, type Failpoints } from "@isp/kernel";
import type { Invoice } from "../domain/invoice.ts";
import { lateBy, overdueFrom } from "../domain/overdue.ts";
import { invoiceFact } from "../events/published.ts";
import type { Billing } from "./ports.ts";

const atOnce = 500;

/**
 * Says of every unpaid invoice that its due date has passed, once, by the clock of its unit. What was missed
 * while nobody looked is told with the day on which it became late.
 */
export function tellOverdue(
  transact: Transact<Billing>,
  clock: Clock,
  failpoint: Failpoints,
): () => Promise<void> {
  return async () => {
    const units = await transact(({ lists }) => lists.units());
    for (const { id, timeZone } of units) {
      const dueBy = lateBy(civilDateIn(timeZone, clock.now()));
      for (;;) {
        const told = await transact((scope) => tellSome(scope, id, dueBy));
        if (told > 0) failpoint("billing.overdue_told");
        if (told < atOnce) break;
      }
    }
  };
}

async function tellSome(
  { overdue, outbox }: Billing,
  businessUnitId: string,
  dueBy: string,
): Promise<number> {
  const found = await overdue.waiting(businessUnitId, dueBy, atOnce);
  const late = found.map(
    (invoice): Invoice => ({
      ...invoice,
      version: invoice.version + 1n,
      overdueOn: overdueFrom(invoice.dueOn),
    }),
  );
  await overdue.mark(late);
  const fact = billingEvents.invoice.of("overdue");
  await outbox.addAll(
    late.map((invoice) => queuedFact(fact, invoiceFact(invoice), { aggregateId: invoice.id })),
  );
  return late.length;
}
