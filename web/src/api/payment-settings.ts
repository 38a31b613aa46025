/** How a business unit is paid; version 1 where nobody has said yet. */
export type PaymentSettings = {
  readonly businessUnitId: string;
  readonly version: number;
  readonly beneficiaryName: string;
  readonly beneficiaryDocument: string;
  readonly beneficiaryAddress: string;
  readonly pixKey: string;
  readonly pixCity: string;
  readonly bankCode: string;
  readonly agency: string;
  readonly account: string;
  readonly agreement: string;
  readonly wallet: string;
  readonly firstOurNumber: number;
  readonly instructions: string;
  readonly language: string;
  /** Invoices go out by e-mail once they are issued. */
  readonly emailsInvoices: boolean;
};

/** What a unit asks for late payment, in hundredths of a percent, and its smallest invoice. */
export type InvoicingRules = {
  readonly businessUnitId: string;
  readonly version: number;
  readonly lateFineBasisPoints: number;
  readonly lateInterestBasisPoints: number;
  readonly minimumInvoiceCents: number;
};

/** What an invoice is paid with today; empty texts where it has none. */
export type PaymentSlip = {
  /** As it was issued, and as its boleto says. */
  readonly amountCents: number;
  /** As its Pix says. */
  readonly openCents: number;
  readonly dueOn: string;
  readonly pixCode: string;
  readonly barcode: string;
  readonly typeableLine: string;
  readonly ourNumber: string;
};

export type BankPart = "agency" | "account" | "agreement" | "wallet";
type Bank = { readonly code: string; readonly name: string; readonly parts: readonly BankPart[] };

/** The banks whose slip billing can print, with what each asks for. */
export const banks: readonly Bank[] = [
  { code: "001", name: "Banco do Brasil", parts: ["agency", "account", "agreement", "wallet"] },
  { code: "237", name: "Bradesco", parts: ["agency", "account", "wallet"] },
  { code: "341", name: "Itaú", parts: ["agency", "account", "wallet"] },
  { code: "756", name: "Sicoob", parts: ["agency", "agreement", "wallet"] },
];
