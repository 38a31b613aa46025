import type { Transact } from "@isp/db";
import { type Centavos, civilDateIn, type Clock } from "@isp/kernel";
import { policyOf } from "../domain/invoicing-rules.ts";
import { standing } from "../domain/payment.ts";
import type { CreditPayout, ReturnedCredit } from "../domain/payout.ts";
import { dueBy } from "../domain/settlement.ts";
import type { Billing, Units } from "./ports.ts";
import { owing, returnable } from "./settle-credit.ts";

/** A customer's credit with one unit. */
export type CreditAccount = {
  readonly businessUnitId: string;
  /** What he has paid too much, or was given back. */
  readonly creditCents: Centavos;
  /** What his ended subscriptions were billed too far, and no closing has given back. */
  readonly returns: readonly ReturnedCredit[];
  /** What he owes today, late charges included and without what he contests. */
  readonly owedCents: Centavos;
  readonly payouts: readonly CreditPayout[];
};

export type ReadCredit = (customerId: string, units: Units) => Promise<readonly CreditAccount[]>;

/** What of a customer's money is his own, unit by unit. */
export function readCredit(transact: Transact<Billing>, clock: Clock): ReadCredit {
  return (customerId, units) =>
    transact(async (scope) => {
      await scope.debitAccounts.requireCustomer(customerId, units);
      const paidOut = await scope.payouts.ofCustomer({ businessUnitId: "", customerId }, units);
      const ids = new Set([
        ...(await scope.payouts.unitsOf(customerId, units)),
        ...paidOut.map(({ businessUnitId }) => businessUnitId),
      ]);
      const accounts: CreditAccount[] = [];
      for (const businessUnitId of ids) {
        const of = { businessUnitId, customerId };
        const payouts = paidOut.filter((one) => one.businessUnitId === businessUnitId);
        const creditCents = await scope.credits.of(businessUnitId, customerId);
        const returns = await returnable(scope, of);
        if (creditCents === 0n && returns.length === 0 && payouts.length === 0) continue;
        const owedCents = await owedOf(scope, of, units, clock);
        accounts.push({ businessUnitId, creditCents, returns, owedCents, payouts });
      }
      return accounts;
    });
}

async function owedOf(
  scope: Billing,
  of: { readonly businessUnitId: string; readonly customerId: string },
  units: Units,
  clock: Clock,
): Promise<Centavos> {
  const unit = await scope.lists.findUnit(of.businessUnitId);
  const on = civilDateIn(unit?.timeZone ?? "UTC", clock.now());
  const open = await owing(scope, of, units);
  const payments = await scope.payments.ofInvoices(open.map(({ id }) => id));
  return open.reduce((sum, invoice) => {
    const own = standing(payments).filter(({ invoiceId }) => invoiceId === invoice.id);
    return sum + dueBy(invoice, own, policyOf(invoice), on).openCents;
  }, 0n);
}
