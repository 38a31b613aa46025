import type { StatementKind } from "./statement.ts";

const portuguese = {
  statement: "Extrato de conta",
  customer: "Cliente",
  document: "CPF/CNPJ",
  period: (from: string, to: string) => `De ${from} a ${to}`,
  since: (from: string) => `Desde ${from}`,
  until: (to: string) => `Até ${to}`,
  everything: "Desde o início",
  day: "Data",
  what: "Lançamento",
  amount: "Valor (R$)",
  balance: "Saldo (R$)",
  opening: "Saldo anterior",
  closing: "Saldo final",
  legend: "Saldo positivo é o que está em aberto; negativo é crédito do cliente.",
  nothing: "Nada foi lançado neste período.",
  page: (page: number, pages: number) => `Página ${page} de ${pages}`,
  kinds: {
    invoice: (number: bigint) => `Fatura nº ${number}`,
    "credit-note": (number: bigint) => `Cancelamento da fatura nº ${number}`,
    "late-charges": (number: bigint) => `Multa e juros da fatura nº ${number}`,
    payment: (number: bigint) => `Pagamento da fatura nº ${number}`,
    "credit-used": (number: bigint) => `Crédito usado na fatura nº ${number}`,
    "payment-reversed": (number: bigint) => `Estorno de pagamento da fatura nº ${number}`,
    "credit-returned": (number: bigint) => `Dias não devidos da fatura nº ${number}`,
    "credit-paid-out": (_number: bigint) => "Crédito devolvido ao cliente",
    "payout-reversed": (_number: bigint) => "Estorno de devolução de crédito",
  },
};

export type StatementWords = Omit<typeof portuguese, "kinds"> & {
  readonly kinds: Readonly<Record<StatementKind, (number: bigint) => string>>;
};

const english: StatementWords = {
  statement: "Account statement",
  customer: "Customer",
  document: "CPF/CNPJ",
  period: (from, to) => `From ${from} to ${to}`,
  since: (from) => `Since ${from}`,
  until: (to) => `Until ${to}`,
  everything: "Since the beginning",
  day: "Date",
  what: "Entry",
  amount: "Amount (R$)",
  balance: "Balance (R$)",
  opening: "Balance brought forward",
  closing: "Closing balance",
  legend: "A positive balance is open; a negative one is the customer's credit.",
  nothing: "Nothing was entered in this period.",
  page: (page, pages) => `Page ${page} of ${pages}`,
  kinds: {
    invoice: (number) => `Invoice no. ${number}`,
    "credit-note": (number) => `Invoice no. ${number} taken back`,
    "late-charges": (number) => `Late charges of invoice no. ${number}`,
    payment: (number) => `Payment of invoice no. ${number}`,
    "credit-used": (number) => `Credit used for invoice no. ${number}`,
    "payment-reversed": (number) => `Payment of invoice no. ${number} reversed`,
    "credit-returned": (number) => `Days of invoice no. ${number} that are not owed`,
    "credit-paid-out": () => "Credit paid out to the customer",
    "payout-reversed": () => "Payout of credit reversed",
  },
};

/** What a statement says on paper, in the language of the unit's papers. */
export function statementWords(language: string): StatementWords {
  return language === "en" ? english : portuguese;
}
