import { billingEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type CivilDate, civilDateIn, type Clock, isCivilDate, newId } from "@isp/kernel";
import { bill } from "../domain/bill.ts";
import type { BusinessUnit } from "../domain/closing.ts";
import { closingOnOrAfter, nextClosing } from "../domain/cycle.ts";
import { fieldCheck, refuse } from "../domain/errors.ts";
import { type Invoice, issue } from "../domain/invoice.ts";
import { chargesOf } from "../domain/invoicing-rules.ts";
import type { SubscriptionTerms } from "../domain/subscription-terms.ts";
import { invoiceFact } from "../events/published.ts";
import { chainOf } from "./chain.ts";
import { issueSlips } from "./issue-slips.ts";
import type { Billing, Units } from "./ports.ts";
import { useCredits } from "./use-credits.ts";

export type BillNow = (
  request: WriteRequest,
  asked: { readonly subscriptionId: string; readonly on: CivilDate; readonly dueOn: CivilDate },
  units: Units,
) => Promise<Invoice>;

/**
 * Bills one subscription at once, up to a day (C21, D4): what it used until then becomes an invoice,
 * and the next closing goes on after that day. The closings' own date is not touched.
 */
export function billNow(transact: Transact<Billing>, clock: Clock): BillNow {
  return (request, asked, units) =>
    transact(async (scope) => {
      const now = clock.now();
      const { resultId, done } = await scope.requests.claim(request, newId(now), now);
      if (done) return scope.invoices.find(resultId, units);
      const terms = await scope.terms.lock(asked.subscriptionId);
      if (terms === null || (units !== "all" && !units.includes(terms.businessUnitId))) {
        throw refuse.subscription_not_found(`There is no subscription ${asked.subscriptionId}.`);
      }
      const unit = await scope.lists.findUnit(terms.businessUnitId);
      if (unit === null) throw refuse.business_unit_not_found("The unit is gone.");
      const issuedOn = civilDateIn(unit.timeZone, now);
      const closingDay = await closingDayOf(scope, terms, unit);
      checkDays(asked, { issuedOn, closingDay });
      const lines = await linesOf(scope, terms, { on: asked.on, closingDay, unit });
      const { subscriptionId, customerId, paymentFormId, debitAccountId } = terms;
      const draft = {
        customerId,
        dueOn: asked.dueOn,
        paymentFormId,
        debitAccountId,
        lines: lines.map((line) => ({ ...line, id: newId(now), subscriptionId, customerId })),
      };
      const number = await scope.invoices.takeNumbers(unit.id, 1);
      // No closing issued it: it stands under its own id.
      const about = {
        ...chargesOf(await scope.invoicingRules.of(unit.id)),
        id: resultId,
        closingId: resultId,
        number,
        issuedOn,
        businessUnitId: unit.id,
      };
      const invoice = issue(draft, about, new Map([[subscriptionId, terms.number]]));
      await scope.invoices.add([invoice]);
      await scope.terms.save({ ...terms, billedThroughOn: asked.on });
      const fact = billingEvents.invoice.of("issued");
      await scope.outbox.add(fact, invoiceFact(invoice), { aggregateId: invoice.id });
      await useCredits(scope, [invoice], clock);
      await issueSlips(scope, [invoice], clock);
      await scope.requests.finish(request, now);
      return scope.invoices.find(invoice.id, units);
    });
}

async function closingDayOf(
  { lists }: Billing,
  { dueDayId }: SubscriptionTerms,
  unit: BusinessUnit,
): Promise<number> {
  const days = await lists.closingDueDays(unit.id);
  const own = days.find(({ id, isDefault }) => (dueDayId === "" ? isDefault : id === dueDayId));
  return own?.closingDay ?? unit.closingDay;
}

function checkDays(
  { on, dueOn }: { readonly on: CivilDate; readonly dueOn: CivilDate },
  { issuedOn, closingDay }: { readonly issuedOn: CivilDate; readonly closingDay: number },
): void {
  const check = fieldCheck();
  check.require(isCivilDate(on), "/on", "must be a date");
  check.require(isCivilDate(dueOn), "/dueOn", "must be a date");
  check.done();
  const last = nextClosing(closingOnOrAfter(issuedOn, closingDay), closingDay);
  check.require(on <= last, "/on", `lies after ${last}, the closing after the next`);
  check.require(dueOn >= issuedOn, "/dueOn", "lies in the past");
  check.done();
}

async function linesOf(
  { terms: kept }: Billing,
  terms: SubscriptionTerms,
  { on, closingDay, unit }: { on: CivilDate; closingDay: number; unit: BusinessUnit },
) {
  const { subscriptionId, predecessorId } = terms;
  const history = (await kept.history([subscriptionId])).get(subscriptionId) ?? [];
  const chain = predecessorId === "" ? [] : await chainOf({ terms: kept }, terms);
  // Up to that day and no further, also where it bills in advance.
  const arrears = { ...terms, advanceBilling: false };
  const made = bill(arrears, history, { on, closingDay, basis: unit.prorationBasis, chain });
  if ("parked" in made) throw refuse.retroactive(made.parked.detail);
  const owed = made.lines.filter(({ amountCents }) => amountCents > 0n);
  if (owed.length > 0) return owed;
  throw refuse.nothing_to_bill(`Nothing is owed up to ${on} that was not billed before.`);
}
