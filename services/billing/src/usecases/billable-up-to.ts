import { type Centavos, type CivilDate, civilDateIn, isCivilDate } from "@isp/kernel";
import { bill, type BillLine, pastOf } from "../domain/bill.ts";
import { brokenIn } from "../domain/broken-terms.ts";
import { type BusinessUnit, totalOf } from "../domain/closing.ts";
import { closingOnOrAfter, nextClosing } from "../domain/cycle.ts";
import { fieldCheck, refuse } from "../domain/errors.ts";
import { billSeats, noMailboxes } from "../domain/mailbox-seats.ts";
import type { SubscriptionTerms } from "../domain/subscription-terms.ts";
import type { Billing, Units } from "./ports.ts";
import { splitsOf, unsplit } from "./split-cycles.ts";

/** What one subscription owes up to a day, and how much of it is of months that nobody billed (R6). */
export type Billable = {
  readonly terms: SubscriptionTerms;
  readonly unit: BusinessUnit;
  readonly issuedOn: CivilDate;
  /** The last day up to which it may be billed now. */
  readonly last: CivilDate;
  readonly lines: readonly BillLine[];
  readonly pastCycles: number;
  readonly pastCents: Centavos;
};

type Scope = Pick<Billing, "lists" | "terms" | "invoices" | "mailboxes">;
type Asked = {
  readonly subscriptionId: string;
  /** Today by the unit's clock where it is empty. */
  readonly on: CivilDate;
  readonly now: Date;
};

/** Works it out from the subscription's terms, locked by who bills it and read by who only looks. */
export async function billableUpTo(
  scope: Scope,
  terms: SubscriptionTerms | null,
  { subscriptionId, on: asked, now }: Asked,
  units: Units,
): Promise<Billable> {
  if (terms === null || (units !== "all" && !units.includes(terms.businessUnitId)))
    throw refuse.subscription_not_found(`There is no subscription ${subscriptionId}.`);
  const wrong = brokenIn(terms);
  if (wrong !== null) throw refuse.terms_broken(`It cannot be billed: ${wrong}.`);
  const unit = await scope.lists.findUnit(terms.businessUnitId);
  if (unit === null) throw refuse.business_unit_not_found("The unit is gone.");
  const issuedOn = civilDateIn(unit.timeZone, now);
  const on = asked === "" ? issuedOn : asked;
  const check = fieldCheck();
  check.require(isCivilDate(on), "/on", "must be a date");
  check.done();
  const closingDay = await closingDayOf(scope, terms, unit);
  const last = nextClosing(closingOnOrAfter(issuedOn, closingDay), closingDay);
  const about = { terms, unit, issuedOn, last };
  // A day that is far ahead has as many cycles as it likes; nobody bills them.
  if (on > last) return { ...about, lines: [], pastCycles: 0, pastCents: 0n };
  const lines = await linesOf(scope, terms, { on, closingDay, unit });
  const past = pastOf(lines, { on, carriedThroughOn: terms.carriedThroughOn });
  const cycles = new Set(past.map(({ explanation }) => explanation.calendar.at(-1)?.toOn));
  return { ...about, lines, pastCycles: cycles.size, pastCents: totalOf(past) };
}

async function closingDayOf(
  { lists }: Scope,
  { dueDayId }: SubscriptionTerms,
  unit: BusinessUnit,
): Promise<number> {
  const days = await lists.closingDueDays(unit.id);
  const own = days.find(({ id, isDefault }) => (dueDayId === "" ? isDefault : id === dueDayId));
  return own?.closingDay ?? unit.closingDay;
}

async function linesOf(
  scope: Scope,
  terms: SubscriptionTerms,
  { on, closingDay, unit }: { on: CivilDate; closingDay: number; unit: BusinessUnit },
): Promise<readonly BillLine[]> {
  const { subscriptionId, mailboxFeeCents } = terms;
  const history = (await scope.terms.history([subscriptionId])).get(subscriptionId) ?? [];
  const basis = unit.prorationBasis;
  const about = { basis, closingDays: [closingDay], history: new Map([[subscriptionId, history]]) };
  const { chain, billed, seats } =
    (await splitsOf(scope, [terms], about)).get(subscriptionId) ?? unsplit;
  const closing = { on, closingDay, basis, takesPast: true };
  // Up to that day and no further, also where it bills in advance.
  const arrears = { ...terms, advanceBilling: false };
  const held =
    mailboxFeeCents > 0n ? await scope.mailboxes.ofSubscriptions([subscriptionId]) : null;
  const mailboxes = held?.get(subscriptionId) ?? noMailboxes;
  const made = [
    bill(arrears, history, { ...closing, chain, billed }),
    billSeats(arrears, history, { ...mailboxes, billed: seats }, closing),
  ].flatMap((one) => ("parked" in one ? [] : one.lines));
  return made.filter(({ amountCents }) => amountCents > 0n);
}
