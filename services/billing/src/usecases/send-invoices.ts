import type { Transact } from "@isp/db";
import type { Clock, Failpoints } from "@isp/kernel";
import { type InvoiceLetter, letterText } from "../domain/invoice-letter.ts";
import type { InvoicePaper, PrintInvoices, ReadContacts } from "./document-ports.ts";
import { papersOf } from "./invoice-papers.ts";
import type { SendLetter } from "./notice-ports.ts";
import { deliverEach, lettersAtOnce, messageIdOf, outcomeOf } from "./deliver-letters.ts";
import type { Billing } from "./ports.ts";

export type SendDependencies = {
  readonly transact: Transact<Billing>;
  readonly clock: Clock;
  readonly contacts: ReadContacts;
  readonly print: PrintInvoices;
  readonly send: SendLetter;
  /** What letters come from. */
  readonly from: string;
  readonly failpoint: Failpoints;
};

/**
 * Sends invoices whose turn has come, and keeps what the server answered. A process that dies after the
 * server took a letter and before that was kept sends it again, under the same message id: SMTP knows no way
 * to ask whether it came.
 */
export function sendInvoices(deps: SendDependencies): () => Promise<boolean> {
  return async () => {
    const { transact, clock, contacts } = deps;
    const due = await transact(({ invoiceLetters }) =>
      invoiceLetters.due(clock.now(), lettersAtOnce),
    );
    const reached = await contacts(due.map(({ customerId }) => customerId));
    return deliverEach(due, (letter) =>
      sendOne(deps, letter, reached.get(letter.customerId)?.email ?? ""),
    );
  };
}

/** False where the mail server could not be reached. */
async function sendOne(
  deps: SendDependencies,
  letter: InvoiceLetter,
  address: string,
): Promise<boolean> {
  const { transact } = deps;
  const invoice = await transact(({ invoices }) => invoices.find(letter.invoiceId, "all"));
  if (invoice.state === "cancelled") {
    return keep(deps, letter, { state: "dropped", problem: "cancelled" });
  }
  if (address === "") return keep(deps, letter, { state: "failed", problem: "no-address" });
  const [paper] = await papersOf(transact, deps, [invoice]);
  if (paper === undefined) return true;
  const messageId = messageIdOf(letter.id, deps.from);
  const delivery = await deps.send(await written(deps, paper, { address, messageId }));
  deps.failpoint("billing.invoice_letter_taken");
  const outcome = outcomeOf(letter, delivery, deps.clock.now());
  await keep(deps, letter, { ...outcome, recipient: address, messageId });
  return delivery.state === "taken" || delivery.isReached;
}

async function written(
  { print, from }: SendDependencies,
  paper: InvoicePaper,
  { address, messageId }: { readonly address: string; readonly messageId: string },
) {
  const { invoice, slip, payer, settings } = paper;
  const { beneficiaryName: beneficiary, language } = settings;
  const said = letterText({ invoice, slip, payerName: payer.name, beneficiary, language });
  const name = `${language === "en" ? "invoice" : "fatura"}-${invoice.number}.pdf`;
  const content = await print([paper]);
  return {
    ...said,
    from,
    messageId,
    to: { name: payer.name, address },
    attachments: [{ name, contentType: "application/pdf", content }],
  };
}

async function keep(
  { transact }: SendDependencies,
  { id }: InvoiceLetter,
  outcome: Partial<InvoiceLetter>,
): Promise<true> {
  await transact(async ({ invoiceLetters }) => {
    const held = await invoiceLetters.lockWaiting(id);
    if (held !== null) await invoiceLetters.save({ ...held, ...outcome });
  });
  return true;
}
