import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { isCivilDate } from "@isp/kernel";
import type { Handlers } from "@isp/rpc";
import type { Charge } from "../domain/charge.ts";
import { refuse } from "../domain/errors.ts";
import { fineOf, legalCapOf } from "../domain/fine.ts";
import type { SubscriptionTerms } from "../domain/subscription-terms.ts";
import { installmentsBilled } from "../usecases/installments-billed.ts";
import type { Billing, Units } from "../usecases/ports.ts";

export function chargeService(
  look: Transact<Billing>,
): Handlers<typeof billing.ChargeServiceService> {
  return {
    async simulateFine({ subscriptionId, on }, caller) {
      const terms = await seen(look, subscriptionId, caller.units);
      if (!isCivilDate(on)) {
        throw refuse.date_invalid(`${on} is not a date.`, {
          fields: [{ pointer: "/on", detail: "must be a date YYYY-MM-DD" }],
        });
      }
      const billed = await look((scope) => installmentsBilled(scope, terms));
      const { values, ...fine } = fineOf(terms, { on, installmentsBilled: billed });
      return { ...fine, values: { ...values }, legalCapCents: legalCapOf(terms, on) };
    },
    async listCharges({ subscriptionId }, caller) {
      await seen(look, subscriptionId, caller.units);
      const found = await look(({ charges }) => charges.ofSubscription(subscriptionId));
      return { charges: found.map(toMessage) };
    },
  };
}

async function seen(
  look: Transact<Billing>,
  subscriptionId: string,
  units: Units,
): Promise<SubscriptionTerms> {
  const terms = await look((scope) => scope.terms.find(subscriptionId));
  if (terms !== null && (units === "all" || units.includes(terms.businessUnitId))) return terms;
  throw refuse.subscription_not_found(`There is no subscription ${subscriptionId}.`);
}

function toMessage({ values, createdAt: _at, businessUnitId: _unit, ...charge }: Charge) {
  return { ...charge, values: { ...values } };
}
