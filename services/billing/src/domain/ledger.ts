import type { Centavos, CivilDate } from "@isp/kernel";
import type { Invoice } from "./invoice.ts";
import type { CreditPayout, ReturnedCredit } from "./payout.ts";
import type { Settlement } from "./settlement.ts";

/** What customers owe, what was earned, what came in, and what is the customers' own. */
export type LedgerAccount = "receivable" | "revenue" | "late-fees" | "cash" | "customer-credit";

/** Double entry: the sides of one entry add up to nothing. */
export type LedgerEntry = {
  readonly customerId: string;
  readonly invoiceId: string;
  readonly bookedOn: CivilDate;
  readonly sides: readonly { readonly account: LedgerAccount; readonly amountCents: Centavos }[];
};

type About = Omit<LedgerEntry, "sides">;

function entry(about: About, amounts: Partial<Record<LedgerAccount, Centavos>>): LedgerEntry {
  const sides = Object.entries(amounts)
    .map(([account, amountCents]) => ({ account: account as LedgerAccount, amountCents }))
    .filter(({ amountCents }) => amountCents !== 0n);
  const sum = sides.reduce((total, { amountCents }) => total + amountCents, 0n);
  if (sum !== 0n)
    throw new Error(`an entry of invoice ${about.invoiceId} is out by ${sum} centavos`);
  return { ...about, sides };
}

/** An invoice that is issued: the customer owes it, and it is earned. */
export const issueSides = [
  { account: "receivable", sign: 1 },
  { account: "revenue", sign: -1 },
] as const satisfies readonly { readonly account: LedgerAccount; readonly sign: 1 | -1 }[];

export function issueEntry({ id, customerId, totalCents, issuedOn }: Invoice): LedgerEntry {
  const about = { customerId, invoiceId: id, bookedOn: issuedOn };
  const sides = issueSides.map(({ account, sign }) => [account, BigInt(sign) * totalCents]);
  return entry(about, Object.fromEntries(sides) as Record<LedgerAccount, Centavos>);
}

/** An invoice that is taken back: nothing is owed, and nothing was earned. */
export function reversalEntry(
  { id, customerId, totalCents }: Invoice,
  bookedOn: CivilDate,
): LedgerEntry {
  const about = { customerId, invoiceId: id, bookedOn };
  return entry(about, { receivable: -totalCents, revenue: totalCents });
}

/** Days that were billed too far are given back: they were not earned, and their price is the customer's. */
export function returnEntry(
  { customerId, invoiceId, amountCents }: ReturnedCredit,
  bookedOn: CivilDate,
): LedgerEntry {
  const about = { customerId, invoiceId, bookedOn };
  return entry(about, { revenue: amountCents, "customer-credit": -amountCents });
}

/** Money that goes back to a customer; negative in a reversal. It is of no invoice. */
export function payoutEntry(
  { customerId, amountCents }: Pick<CreditPayout, "customerId" | "amountCents">,
  bookedOn: CivilDate,
): LedgerEntry {
  const about = { customerId, invoiceId: "", bookedOn };
  return entry(about, { "customer-credit": amountCents, cash: -amountCents });
}

/** What came in with a payment, as money or out of the customer's credit; negative in a reversal. */
export type Received = { readonly moneyCents: Centavos; readonly creditCents: Centavos };

/** What a payment or its reversal changes. */
export function settlementEntry(
  about: About,
  { moneyCents, creditCents }: Received,
  { before, after }: { readonly before: Settlement; readonly after: Settlement },
): LedgerEntry {
  const late = after.lateCents - before.lateCents;
  return entry(about, {
    cash: moneyCents,
    receivable: late - (after.paidCents - before.paidCents),
    "late-fees": -late,
    "customer-credit": creditCents + before.surplusCents - after.surplusCents,
  });
}
