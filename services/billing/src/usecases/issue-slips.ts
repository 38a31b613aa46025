import { type Clock, newId } from "@isp/kernel";
import type { Invoice } from "../domain/invoice.ts";
import { newLetter } from "../domain/invoice-letter.ts";
import { standing } from "../domain/payment.ts";
import type { PaymentSettings } from "../domain/payment-settings.ts";
import { seriesOf, slipOf, takesBoleto } from "../domain/payment-slip.ts";
import type { Billing } from "./ports.ts";

/**
 * Gives invoices of one unit what they are paid with and puts them into the post, in the transaction that issues them and after a
 * customer's credit was taken off: a number of the agreement is used up if and only if its invoice is issued.
 */
export async function issueSlips(
  scope: Billing,
  invoices: readonly Invoice[],
  clock: Clock,
): Promise<void> {
  const [first] = invoices;
  if (first === undefined) return;
  const settings = await scope.documents.settings(first.businessUnitId);
  if (settings === null) return;
  const payable = await payableOf(scope, invoices);
  const withNumber = payable.filter((invoice) => takesBoleto(invoice, settings));
  let next = await firstNumber(scope, settings, withNumber.length);
  const slips = payable.flatMap((invoice) => {
    const sequence = takesBoleto(invoice, settings) ? next : null;
    if (sequence !== null) next += 1n;
    return slipOf(invoice, settings, sequence) ?? [];
  });
  await scope.documents.addSlips(slips);
  if (!settings.emailsInvoices) return;
  const madeAt = clock.now();
  const toLetter = (invoice: Invoice) =>
    newLetter(invoice, { id: newId(madeAt), madeAt, madeBy: "" });
  await scope.invoiceLetters.add(invoices.map(toLetter));
}

async function payableOf(scope: Billing, invoices: readonly Invoice[]) {
  const payments = await scope.payments.ofInvoices(invoices.map(({ id }) => id));
  const paid = Map.groupBy(standing(payments), ({ invoiceId }) => invoiceId);
  const unitId = invoices[0]?.businessUnitId ?? "";
  const forms = await scope.lists.paymentForms(unitId, "all");
  const kindOf = new Map(forms.map(({ id, kind }) => [id, kind]));
  const usual = forms.find(({ isDefault }) => isDefault)?.kind ?? "";
  return invoices
    .map(({ id, businessUnitId, dueOn, totalCents, paymentFormId }) => {
      const taken = (paid.get(id) ?? []).reduce((sum, { amountCents }) => sum + amountCents, 0n);
      const formKind = paymentFormId === "" ? usual : (kindOf.get(paymentFormId) ?? usual);
      return { id, businessUnitId, dueOn, openCents: totalCents - taken, formKind };
    })
    .filter(({ openCents }) => openCents > 0n);
}

function firstNumber({ documents }: Billing, settings: PaymentSettings, count: number) {
  if (count === 0) return Promise.resolve(0n);
  return documents.takeOurNumbers(seriesOf(settings), count, settings.firstOurNumber);
}
