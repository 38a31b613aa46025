import type { Transact } from "@isp/db";
import { type Centavos, roundHalfUp } from "@isp/kernel";
import type { Payment } from "../domain/payment.ts";
import type { AccountItem, Billing, Units } from "./ports.ts";

/** One invoice as far as it bills a subscription, with the payments of the whole of it. */
export type AccountEntry = AccountItem & {
  readonly openCents: Centavos;
  readonly payments: readonly Payment[];
};

export type ReadAccount = (
  subscriptionId: string,
  units: Units,
) => Promise<{ readonly items: readonly AccountEntry[]; readonly openCents: Centavos }>;

/** The debts and payments of a subscription (C47). */
export function readAccount(transact: Transact<Billing>): ReadAccount {
  return (subscriptionId, units) =>
    transact(async ({ accounts, payments }) => {
      const seen = await accounts.invoicing(subscriptionId, units);
      if (seen === null) return { items: [], openCents: 0n };
      const items = await accounts.items(subscriptionId);
      const received = Map.groupBy(
        await payments.ofInvoices(items.map(({ invoiceId }) => invoiceId)),
        ({ invoiceId }) => invoiceId,
      );
      const entries = items.map((item) => ({
        ...item,
        openCents: openPart(item),
        payments: received.get(item.invoiceId) ?? [],
      }));
      return {
        items: entries,
        openCents: entries.reduce((sum, { openCents }) => sum + openCents, 0n),
      };
    });
}

/** What is open of an invoice belongs to its subscriptions in proportion to what each was billed. */
function openPart({
  state,
  amountCents,
  invoiceTotalCents,
  invoiceOpenCents,
}: AccountItem): Centavos {
  if (state === "cancelled" || invoiceTotalCents === 0n) return 0n;
  return roundHalfUp(invoiceOpenCents * amountCents, invoiceTotalCents);
}
