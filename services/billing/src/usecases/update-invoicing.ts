import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, civilDateIn, isCivilDate } from "@isp/kernel";
import { nextClosing } from "../domain/cycle.ts";
import { expectVersion, fieldCheck, refuse } from "../domain/errors.ts";
import type { SubscriptionTerms } from "../domain/subscription-terms.ts";
import { idempotently } from "./idempotent.ts";
import { requireNoCommit } from "./no-commit.ts";
import type { Billing, Invoicing, Units } from "./ports.ts";

export type UpdateInvoicing = (
  request: WriteRequest,
  edit: {
    readonly subscriptionId: string;
    readonly expectedVersion: bigint;
    readonly lastClosingOn: string;
  },
  units: Units,
) => Promise<Invoicing>;

/**
 * Corrects the last closing of a subscription (C47). It is billed from there on, prepaid ones from the
 * closing after it (R8); it cannot lie before days that stand on an invoice.
 */
export function updateInvoicing(transact: Transact<Billing>, clock: Clock): UpdateInvoicing {
  return (request, { subscriptionId, expectedVersion, lastClosingOn }, units) =>
    idempotently(transact, clock, request, {
      id: subscriptionId,
      async first(scope, id) {
        const terms = await scope.terms.lock(id);
        if (terms !== null) await requireNoCommit(scope, terms.businessUnitId);
        const present = await scope.accounts.invoicing(id, units);
        if (terms === null || present === null) throw unknown(id);
        expectVersion(expectedVersion, present.version);
        const closingDay = await check(scope, terms, lastClosingOn, clock.now());
        const billedThroughOn = terms.advanceBilling
          ? nextClosing(lastClosingOn, closingDay)
          : lastClosingOn;
        const billed = (await scope.accounts.lastBilledOn([id])).get(id) ?? null;
        if (billed !== null && billed > billedThroughOn)
          throw refuse.days_already_billed(`The days up to ${billed} stand on an invoice.`, {
            details: { billedOn: billed },
            fields: [
              { pointer: "/lastClosingOn", detail: `lies before ${billed}, which was billed` },
            ],
          });
        const version = present.version + 1n;
        const corrected = { subscriptionId: id, version, lastClosingOn, billedThroughOn };
        await scope.accounts.saveInvoicing(corrected);
        return corrected;
      },
      async again({ accounts }, id) {
        const present = await accounts.invoicing(id, units);
        if (present === null) throw unknown(id);
        return present;
      },
    });
}

const unknown = (id: string) =>
  refuse.subscription_not_found(`There is no subscription ${id} in billing.`);

/** The closing day that counts for the subscription, once its date is one that can be. */
async function check(
  { lists }: Billing,
  { businessUnitId, dueDayId }: SubscriptionTerms,
  lastClosingOn: string,
  now: Date,
): Promise<number> {
  const unit = await lists.findUnit(businessUnitId);
  if (unit === null) throw refuse.business_unit_not_found("The unit is gone.");
  const dueDays = await lists.closingDueDays(businessUnitId);
  const own = dueDays.find(({ id, isDefault }) => (dueDayId === "" ? isDefault : id === dueDayId));
  const fields = fieldCheck();
  fields.require(isCivilDate(lastClosingOn), "/lastClosingOn", "must be a date");
  const ahead = lastClosingOn > civilDateIn(unit.timeZone, now);
  fields.require(!ahead, "/lastClosingOn", "lies ahead");
  fields.done();
  return own?.closingDay ?? unit.closingDay;
}
