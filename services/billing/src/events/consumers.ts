import { mailEvents, plansEvents } from "@isp/contracts";
import type { Clock } from "@isp/kernel";
import { type Consumer, consumer, type Once, required, subscriptionConsumer } from "@isp/messaging";
import type { BusinessUnit } from "../domain/closing.ts";
import { followSubscription } from "../usecases/follow-subscription.ts";
import { keepBusinessUnit } from "../usecases/keep-business-unit.ts";
import { keepMailbox } from "../usecases/keep-mailbox.ts";
import type { Billing } from "../usecases/ports.ts";

/** What billing hears: of plans units, customers' names, and every decision about a subscription; of mail who has which mailbox. */
export function factConsumers(once: Once<Billing>, clock: Clock): Consumer[] {
  return [
    consumer(
      "billing-business-units",
      plansEvents.businessUnit,
      once(async (fact, scope, { consumer: name }) => {
        const unit = required(fact.businessUnit, "businessUnit");
        if (!(await scope.inbox.advance(name, unit.id, fact.version))) return;
        if (unit.deleted) await scope.lists.removeUnit(unit.id);
        else await keepBusinessUnit(scope, toUnit(unit), clock);
      }),
    ),
    consumer(
      "billing-customers",
      plansEvents.customer,
      once(async (fact, { inbox, lists }, { consumer: name }) => {
        const customer = required(fact.customer, "customer");
        if (!(await inbox.advance(name, customer.id, fact.version))) return;
        await lists.saveCustomer(customer.id, customer.name, customer.businessUnitId);
      }),
    ),
    consumer(
      "billing-mailboxes",
      mailEvents.mailbox,
      once(async ({ item }, scope, { consumer: name }) => {
        const { id, version, wanted, ...held } = required(item, "item");
        const { state, at } = required(wanted, "item.wanted");
        if (!(await scope.inbox.advance(name, id, version))) return;
        await keepMailbox(scope, {
          ...held,
          id,
          version,
          state,
          at: required(at, "item.wanted.at"),
        });
      }),
    ),
    subscriptionConsumer(
      "billing-subscriptions",
      once,
      (scope, decision) => followSubscription(scope, decision, clock),
      { hearsOvertaken: true },
    ),
  ];
}

type UnitMessage = Omit<BusinessUnit, "prorationBasis"> & { readonly prorationBasis: string };

function toUnit({ id, name, timeZone, prorationBasis, closingDay }: UnitMessage): BusinessUnit {
  const basis = prorationBasis === "commercial30" ? "commercial30" : "actual";
  return { id, name, timeZone, prorationBasis: basis, closingDay };
}
