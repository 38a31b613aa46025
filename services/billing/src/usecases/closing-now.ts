import type { BusinessUnit, Closing, DueDay } from "../domain/closing.ts";
import { closesOn } from "../domain/cycle.ts";
import { refuse } from "../domain/errors.ts";
import type { SubscriptionTerms } from "../domain/subscription-terms.ts";
import type { Billing } from "./ports.ts";
import { hasDefault } from "./propose-closing.ts";

/** The unit of a closing, and its due days that close on its date. */
export async function closingNow(
  { lists }: Pick<Billing, "lists">,
  { businessUnitId, on }: Closing,
): Promise<{ readonly unit: BusinessUnit; readonly dueDays: readonly DueDay[] }> {
  const unit = await lists.findUnit(businessUnitId);
  if (unit === null) throw refuse.business_unit_not_found("The unit of the closing is gone.");
  const all = await lists.closingDueDays(unit.id);
  return { unit, dueDays: all.filter(({ closingDay }) => closesOn(on, closingDay)) };
}

/** The subscriptions that it has not reached yet. */
export function nextOf(
  { terms }: Pick<Billing, "terms">,
  { closing, dueDays }: { readonly closing: Closing; readonly dueDays: readonly DueDay[] },
  limit: number,
): Promise<readonly SubscriptionTerms[]> {
  return terms.closing({
    businessUnitId: closing.businessUnitId,
    dueDayIds: dueDays.map(({ id }) => id),
    withDefault: hasDefault(dueDays),
    after: closing.reached,
    limit,
  });
}
