import { type Clock, civilDateIn } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { policyOf } from "../domain/invoicing-rules.ts";
import { returnEntry } from "../domain/ledger.ts";
import { type EndedLine, type ReturnedCredit, returnOf } from "../domain/payout.ts";
import { standing } from "../domain/payment.ts";
import { dueBy } from "../domain/settlement.ts";
import type { Billing, Units } from "./ports.ts";
import { historiesOf } from "./propose-credits.ts";
import { payFromCredit } from "./use-credits.ts";

export type CreditOf = { readonly customerId: string; readonly businessUnitId: string };

/** What a customer's ended subscriptions were billed too far, and no closing has given back (R14). */
export async function returnable(
  scope: Pick<Billing, "payouts" | "mailboxes" | "terms">,
  of: CreditOf,
): Promise<readonly ReturnedCredit[]> {
  const ended: readonly EndedLine[] = await scope.payouts.endedLines(of);
  const historyFor = await historiesOf(scope, ended);
  return ended
    .map((line) => returnOf(line, historyFor(line.line)))
    .filter((credit) => credit !== null);
}

/**
 * Makes what is to be given back the customer's own, and pays what he still owes in the unit with it: the first due
 * first, and nothing that he contests. What is left is his.
 */
export async function settleCredit(
  scope: Billing,
  of: CreditOf,
  by: { readonly operatorName: string; readonly units: Units },
  clock: Clock,
): Promise<void> {
  const { businessUnitId, customerId } = of;
  const unit = await scope.lists.findUnit(businessUnitId);
  const on = civilDateIn(unit?.timeZone ?? "UTC", clock.now());
  const credits = await returnable(scope, of);
  const proposed = await scope.payouts.proposedOn(
    businessUnitId,
    credits.map(({ lineId }) => lineId),
  );
  if (proposed !== null)
    throw refuse.credit_proposed(`The closing of ${proposed} gives it back; issue that one first.`);
  // Whoever takes one of these invoices back waits, and hears that its days were given back.
  for (const invoiceId of new Set(credits.map((credit) => credit.invoiceId))) {
    const { state } = await scope.invoices.lock(invoiceId, "all");
    if (state === "cancelled")
      throw refuse.credit_returned("Its invoice was taken back meanwhile; read it again.");
  }
  await scope.payouts.addReturned(credits, { on, operatorName: by.operatorName });
  for (const credit of credits) {
    await scope.invoices.book([returnEntry(credit, on)]);
    await scope.credits.change(businessUnitId, customerId, credit.amountCents);
  }
  await payDebts(scope, of, { ...by, on }, clock);
}

async function payDebts(
  scope: Billing,
  of: CreditOf,
  { units, on }: { readonly units: Units; readonly on: string },
  clock: Clock,
): Promise<void> {
  const { businessUnitId, customerId } = of;
  const held = await scope.credits.lock(businessUnitId, [customerId]);
  let left = held.get(customerId) ?? 0n;
  for (const { id } of await owing(scope, of, units)) {
    if (left <= 0n) return;
    const invoice = await scope.invoices.lock(id, units);
    if (invoice.state !== "issued") continue;
    const before = await scope.payments.ofInvoices([id]);
    const { openCents } = dueBy(invoice, standing(before), policyOf(invoice), on);
    const amountCents = left < openCents ? left : openCents;
    left -= amountCents;
    await payFromCredit(scope, { invoice, amountCents, before, on }, clock);
  }
}

/** Unpaid invoices that nobody contests, the first due first. */
export async function owing(
  { invoices, contests }: Pick<Billing, "invoices" | "contests">,
  of: CreditOf,
  units: Units,
) {
  const contested = await contests.ofCustomer(of.businessUnitId, of.customerId);
  const open = new Set(
    contested.filter(({ closedOn }) => closedOn === null).map(({ invoiceId }) => invoiceId),
  );
  const all = await invoices.ofCustomer(of, units);
  return all
    .filter(({ id, state }) => state === "issued" && !open.has(id))
    .toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
}
