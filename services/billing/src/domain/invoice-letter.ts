import { printedLine, typeableLine } from "./boleto.ts";
import type { Invoice } from "./invoice.ts";
import { brazilianMoney, printedDay } from "./invoice-words.ts";
import type { PresentSlip } from "./payment-slip.ts";

/** An invoice on its way to a customer by e-mail, with what the server said of it. */
export type InvoiceLetter = {
  readonly id: string;
  readonly invoiceId: string;
  readonly closingId: string;
  readonly businessUnitId: string;
  readonly customerId: string;
  /** `dropped`: the invoice was taken back before its turn came. */
  readonly state: "waiting" | "sent" | "failed" | "dropped";
  readonly attempts: number;
  readonly nextAt: Date;
  readonly recipient: string;
  readonly messageId: string;
  /** What the server said when it took the letter over. */
  readonly serverAnswer: string;
  readonly sentAt: Date | null;
  /** Why it was not sent, as a code. */
  readonly problem: string;
  readonly madeAt: Date;
  /** Empty where nobody asked for it: the closing did. */
  readonly madeBy: string;
};

export function newLetter(
  { id: invoiceId, closingId, businessUnitId, customerId }: Invoice,
  about: { readonly id: string; readonly madeAt: Date; readonly madeBy: string },
): InvoiceLetter {
  return {
    ...about,
    invoiceId,
    closingId,
    businessUnitId,
    customerId,
    state: "waiting",
    attempts: 0,
    nextAt: about.madeAt,
    recipient: "",
    messageId: "",
    serverAnswer: "",
    sentAt: null,
    problem: "",
  };
}

type Said = {
  readonly invoice: Invoice;
  readonly slip: PresentSlip | null;
  readonly payerName: string;
  readonly beneficiary: string;
  readonly language: string;
};

/** What the letter says around the attached PDF: the codes in lines of their own, to be copied. */
export function letterText({ invoice, slip, payerName, beneficiary, language }: Said): {
  readonly subject: string;
  readonly text: string;
} {
  const words = language === "en" ? english : portuguese;
  const { cents, isLate } = askedFor(invoice, slip);
  const amount = `R$ ${brazilianMoney(cents)}`;
  const { subject: title, invoice: sentence } = isLate ? words.late : words;
  const day = printedDay(invoice.dueOn);
  const { number } = invoice;
  const pixCode = slip?.pixCode ?? "";
  const barcode = slip?.barcode ?? "";
  const parts = [
    words.greeting(payerName),
    sentence(`${number}`, day, amount),
    ...(pixCode === "" ? [] : [`${words.pix}\n\n${pixCode}`]),
    ...(barcode === "" ? [] : [`${words.boleto}\n\n${printedLine(typeableLine(barcode))}`]),
    words.attached,
    beneficiary,
  ];
  const subject = title(`${number}`, day, amount);
  return { subject, text: `${parts.filter((part) => part !== "").join("\n\n")}\n` };
}

function askedFor({ state, totalCents, dueOn }: Invoice, slip: PresentSlip | null) {
  if (slip === null) return { cents: totalCents, isLate: false };
  if (state !== "issued") return { cents: slip.amountCents, isLate: false };
  return { cents: slip.openCents, isLate: slip.on > dueOn };
}

const portuguese = {
  subject: (number: string, day: string, amount: string) =>
    `Fatura nº ${number} – vence em ${day} – ${amount}`,
  greeting: (name: string) => `Olá, ${name}.`,
  invoice: (number: string, day: string, amount: string) =>
    `Sua fatura nº ${number} vence em ${day}, no valor de ${amount}.`,
  late: {
    subject: (number: string, day: string, amount: string) =>
      `Fatura nº ${number} – venceu em ${day} – ${amount} hoje`,
    invoice: (number: string, day: string, amount: string) =>
      `Sua fatura nº ${number} venceu em ${day}. Paga hoje, ela custa ${amount}, com multa e juros e o que já foi pago.`,
  },
  pix: "Pix copia e cola:",
  boleto: "Linha digitável do boleto:",
  attached: "A fatura em PDF, com o QR Code do Pix e o código de barras, está em anexo.",
};

const english: typeof portuguese = {
  subject: (number, day, amount) => `Invoice no. ${number} – due ${day} – ${amount}`,
  greeting: (name) => `Hello, ${name}.`,
  invoice: (number, day, amount) => `Your invoice no. ${number} of ${amount} is due on ${day}.`,
  late: {
    subject: (number, day, amount) => `Invoice no. ${number} – was due ${day} – ${amount} today`,
    invoice: (number, day, amount) =>
      `Your invoice no. ${number} was due on ${day}. Paid today it costs ${amount}, with late charges and what was paid already.`,
  },
  pix: "Pix to copy and paste:",
  boleto: "Typeable line of the boleto:",
  attached: "The invoice is attached as a PDF with the Pix QR code and the barcode.",
};
