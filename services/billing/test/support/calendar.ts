import type { billing } from "@isp/contracts";
import { newId, noFailpoints } from "@isp/kernel";
import type { fakeClock } from "@isp/testing";
import { registerPayment } from "../../src/usecases/register-payment.ts";
import { tellOverdue } from "../../src/usecases/tell-overdue.ts";
import type { Books } from "./books.ts";

/**
 * A calendar on which a test moves from day to day and says what billing tells the world meanwhile, as one
 * line for each fact: `2 issued 90.00 due 2026-03-10`.
 */
export async function calendar(
  books: Books,
  clock: ReturnType<typeof fakeClock>,
  basis: "actual" | "commercial30" = "actual",
) {
  let heard = 0;
  const unit = await books.aUnit(basis);

  /** Midday of a day in the unit's time zone, with all that the clock alone brings. */
  async function comes(day: string): Promise<void> {
    clock.set(`${day}T15:00:00Z`);
    await tellOverdue(books.scoped(), clock, noFailpoints)();
  }

  /** What was told about invoices since this was asked before. */
  async function told(): Promise<readonly string[]> {
    const rows = await books.database.db.query<Row[]>(
      `SELECT sequence, subject, payload FROM outbox
       WHERE sequence > ? AND subject LIKE '%.invoice.%' ORDER BY sequence`,
      [heard],
    );
    heard = Math.max(heard, ...rows.map(({ sequence }) => Number(sequence)));
    return rows.map(({ subject, payload }) => {
      const { invoice } = JSON.parse(payload) as { readonly invoice: Told };
      const amount = (Number(invoice.totalCents) / 100).toFixed(2);
      return `${invoice.number} ${subject.split(".").at(-1)} ${amount} due ${invoice.dueOn}`;
    });
  }

  /** Pays an invoice by its number, on the day it is. */
  async function pay(number: bigint, amountCents: bigint): Promise<void> {
    const { paymentForm, invoice } = await books.scoped()(async ({ lists, invoices }) => {
      const page = { limit: 200, after: "" };
      const all = await invoices.list({ customerId: "", closingId: "" }, [unit], page);
      const [form] = await lists.paymentForms(unit, "all");
      return { paymentForm: form, invoice: all.find((one) => one.number === number) };
    });
    if (invoice === undefined || paymentForm === undefined)
      throw new Error(`there is no invoice ${number}`);
    await registerPayment(books.scoped(), clock)(
      { requestId: newId(), rpc: "RegisterPayment", fingerprint: "0".repeat(64) },
      {
        invoiceId: invoice.id,
        amountCents,
        paidOn: clock.now().toISOString().slice(0, 10),
        paymentFormId: paymentForm.id,
      },
      { operatorId: newId(), operatorName: "Ana" },
      "all",
    );
  }

  return { unit, comes, told, pay };
}

type Row = { readonly sequence: string; readonly subject: string; readonly payload: string };
type Told = Pick<billing.Invoice, "dueOn"> & {
  readonly number: string;
  readonly totalCents: string;
};
