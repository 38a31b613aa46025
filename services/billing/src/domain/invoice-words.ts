import type { Centavos, CivilDate } from "@isp/kernel";
import type { BillLine } from "./bill.ts";
import type { DayKind } from "./calendar.ts";

const portuguese = {
  invoice: "Fatura",
  page: (page: number, pages: number) => `Página ${page} de ${pages}`,
  issued: "Emissão",
  due: "Vencimento",
  toPay: "Valor a pagar",
  customer: "Cliente",
  document: "CPF/CNPJ",
  description: "Descrição",
  period: "Período",
  days: "Dias",
  amount: "Valor (R$)",
  total: "Total da fatura",
  credited: "Crédito já descontado",
  contract: "Contrato",
  monthly: "valor mensal",
  calendar: "Como cada dia foi cobrado",
  pixTitle: "Pague com Pix",
  pixHow:
    "Abra o aplicativo do seu banco, escolha Pix, aponte a câmera para o código ou copie e cole:",
  pixNote: "O valor já vem preenchido. Confira o beneficiário antes de confirmar.",
  pixUntil: (amount: string, day: string) =>
    `Valor atualizado para pagamento em ${day}: ${amount}, com multa, juros e o que já foi pago.`,
  late: (fine: string, interest: string) =>
    `Após o vencimento: multa de ${fine}% e juros de ${interest}% ao mês, contados por dia.`,
  cancelled: "CANCELADA – NÃO PAGUE",
  paid: "PAGA",
  noSlip: "Esta fatura não tem Pix nem boleto: ela é paga na forma combinada com o provedor.",
  kinds: {
    plan: "",
    mailbox: "E-mail adicional",
    credit: "Crédito",
    installment: "Parcela",
    fine: "Multa de cancelamento",
  },
  whats: {
    billed: "cobrado",
    trial: "cortesia",
    suspended: "suspenso",
    "not-started": "antes do início",
    ended: "após o fim",
    "billed-before": "já cobrado",
    ahead: "a vencer",
  },
};

type Words = Omit<typeof portuguese, "kinds" | "whats"> & {
  readonly kinds: Readonly<Record<BillLine["kind"], string>>;
  readonly whats: Readonly<Record<DayKind, string>>;
};

const english: Words = {
  invoice: "Invoice",
  page: (page, pages) => `Page ${page} of ${pages}`,
  issued: "Issued",
  due: "Due",
  toPay: "Amount due",
  customer: "Customer",
  document: "CPF/CNPJ",
  description: "Description",
  period: "Period",
  days: "Days",
  amount: "Amount (R$)",
  total: "Invoice total",
  credited: "Credit already taken off",
  contract: "Contract",
  monthly: "monthly price",
  calendar: "How each day was billed",
  pixTitle: "Pay with Pix",
  pixHow: "Open your bank's app, choose Pix, and scan the code or copy and paste:",
  pixNote: "The amount is filled in. Check the beneficiary before you confirm.",
  pixUntil: (amount, day) =>
    `Amount if paid on ${day}: ${amount}, with late charges and what was paid already.`,
  late: (fine, interest) =>
    `After the due date: a fine of ${fine}% and interest of ${interest}% a month, by day.`,
  cancelled: "CANCELLED – DO NOT PAY",
  paid: "PAID",
  noSlip: "This invoice has no Pix and no boleto: it is paid as agreed with the provider.",
  kinds: {
    plan: "",
    mailbox: "Additional mailbox",
    credit: "Credit",
    installment: "Instalment",
    fine: "Cancellation fine",
  },
  whats: {
    billed: "billed",
    trial: "trial",
    suspended: "suspended",
    "not-started": "before the start",
    ended: "after the end",
    "billed-before": "billed before",
    ahead: "ahead",
  },
};

export type InvoiceWords = Words;

/** What an invoice says around its figures. The slip of a boleto is the banks' form and stays Portuguese. */
export function invoiceWords(language: string): InvoiceWords {
  return language === "en" ? english : portuguese;
}

/** 1.234,56 in both languages: it is what the bank's application shows. */
export function brazilianMoney(cents: Centavos): string {
  const [sign, all] = cents < 0n ? ["-", -cents] : ["", cents];
  const whole = (all / 100n).toString().replace(/\B(?=(?:\d{3})+$)/g, ".");
  return `${sign}${whole},${String(all % 100n).padStart(2, "0")}`;
}

export function printedDay(day: CivilDate): string {
  return day.split("-").toReversed().join("/");
}

/** 12.345.678/0001-95 or 123.456.789-09. */
export function printedDocument(document: string): string {
  if (document.length === 11) return document.replace(/^(.{3})(.{3})(.{3})(.{2})$/, "$1.$2.$3-$4");
  return document.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, "$1.$2.$3/$4-$5");
}
