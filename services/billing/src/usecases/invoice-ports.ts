import type { Centavos, CivilDate } from "@isp/kernel";
import type { AgingBand } from "../domain/aging.ts";
import type { Charge } from "../domain/charge.ts";
import type { ProposedLine } from "../domain/closing.ts";
import type { CreditNote } from "../domain/credit-note.ts";
import type { Invoice } from "../domain/invoice.ts";
import type { InvoicingRules } from "../domain/invoicing-rules.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { RevenueMonth } from "../domain/revenue.ts";
import type { Payment } from "../domain/payment.ts";
import type { Page, Units } from "./ports.ts";
import type { Debts } from "./preview.ts";

export type Charges = {
  /** One of a kind for each operation; a repetition changes nothing. */
  readonly add: (charge: Charge) => Promise<void>;
  readonly ofSubscription: (subscriptionId: string) => Promise<readonly Charge[]>;
  /** Charged up to a day, and on no invoice yet. */
  readonly unbilled: (
    subscriptionIds: readonly string[],
    on: CivilDate,
  ) => Promise<readonly Charge[]>;
};

/** A line that was billed, and when its subscription ended. */
export type BilledLine = { readonly line: ProposedLine; readonly endedOn: CivilDate | null };

/** A line that stands, and whether it was billed before its days had passed. */
export type StandingLine = { readonly line: ProposedLine; readonly isAhead: boolean };

export type Invoices = {
  /** The next number of the unit's series, which nobody else takes meanwhile. */
  readonly lockNumbers: (businessUnitId: string) => Promise<bigint>;
  /** Takes the next numbers of the unit's series; gapless, because they are taken where they are used. */
  readonly takeNumbers: (businessUnitId: string, count: number) => Promise<bigint>;
  readonly add: (invoices: readonly Invoice[]) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Invoice>;
  /** Without its lines. */
  readonly lock: (id: string, units: Units) => Promise<Invoice>;
  /** Writes how it stands after a payment or its reversal, with the entry in the ledger. */
  readonly settle: (invoice: Invoice, entry: LedgerEntry) => Promise<void>;
  /** Writes down entries that change no invoice. */
  readonly book: (entries: readonly LedgerEntry[]) => Promise<void>;
  /** Takes back what these notes name, with its lines, which make room for others of the same days. */
  readonly cancel: (notes: readonly CreditNote[], entries: readonly LedgerEntry[]) => Promise<void>;
  /** After which day invoices bill each of their plans. */
  readonly firstDays: (invoiceIds: readonly string[]) => Promise<ReadonlyMap<string, CivilDate>>;
  /** A closing's invoices of these customers on which nothing was received; without their lines. */
  readonly lockUnpaid: (
    closingId: string,
    customerIds: readonly string[],
  ) => Promise<readonly Invoice[]>;
  /** Issued and not yet paid: how many, and how much. */
  readonly unpaidOfCustomer: (customerId: string) => Promise<Debts>;
  /** Plan lines of a unit's ended subscriptions that reach beyond the end and were not taken back. */
  readonly billedBeyondEnd: (businessUnitId: string) => Promise<readonly BilledLine[]>;
  /**
   * Plan lines that were billed ahead and whose days have all passed by a closing, of a unit's
   * subscriptions that did not bill on some of them, and that were not taken back.
   */
  readonly billedInSuspension: (
    businessUnitId: string,
    on: CivilDate,
  ) => Promise<readonly BilledLine[]>;
  /** Lines of additional mailboxes, billed ahead, while which one of them went; otherwise the same. */
  readonly seatsGivenUp: (businessUnitId: string, on: CivilDate) => Promise<readonly BilledLine[]>;
  /** Plan lines of a subscription that reach beyond a day and were not taken back. */
  readonly billedBeyond: (
    subscriptionId: string,
    day: CivilDate,
  ) => Promise<readonly ProposedLine[]>;
  /** Lines of plans and mailboxes that begin on or after a day and stand. */
  readonly standingLines: (
    subscriptionIds: readonly string[],
    since: CivilDate,
  ) => Promise<readonly StandingLine[]>;
  /** Which instalments of the installation fee stand on invoices, by subscription; counted from 1. */
  readonly installmentsBilled: (
    subscriptionIds: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly number[]>>;
  readonly unpaidOfSubscription: (subscriptionId: string) => Promise<Debts>;
  /** What is open on a day by how late it is; of all units that are seen where none is named. */
  readonly aging: (
    on: CivilDate,
    businessUnitId: string,
    units: Units,
  ) => Promise<readonly AgingBand[]>;
  /** So many months, the last being that of a day; of all units that are seen where none is named. */
  readonly revenue: (
    asked: { readonly on: CivilDate; readonly months: number; readonly businessUnitId: string },
    units: Units,
  ) => Promise<readonly RevenueMonth[]>;
  /** All of a customer, of all units that are seen where none is named; without their lines. */
  readonly ofCustomer: (
    filter: { readonly customerId: string; readonly businessUnitId: string },
    units: Units,
  ) => Promise<readonly Invoice[]>;
  readonly list: (
    filter: { readonly customerId: string; readonly closingId: string },
    units: Units,
    page: Page,
  ) => Promise<readonly Invoice[]>;
};

export type InvoicingRulesOf = {
  /** The newest of a unit. */
  readonly of: (businessUnitId: string) => Promise<InvoicingRules>;
  /** Adds a version; refuses with `stale` where somebody added it meanwhile. */
  readonly add: (rules: InvoicingRules) => Promise<void>;
};

export type CreditNotes = {
  /** The next numbers of the unit's series; answers with the first. */
  readonly takeNumbers: (businessUnitId: string, count: number) => Promise<bigint>;
  readonly add: (notes: readonly CreditNote[]) => Promise<void>;
  readonly ofInvoice: (invoiceId: string) => Promise<CreditNote | null>;
  readonly ofInvoices: (invoiceIds: readonly string[]) => Promise<readonly CreditNote[]>;
};

export type Credits = {
  /** What these customers of a unit have to their credit; their rows are locked. */
  readonly lock: (
    businessUnitId: string,
    customerIds: readonly string[],
  ) => Promise<ReadonlyMap<string, bigint>>;
  readonly change: (businessUnitId: string, customerId: string, byCents: bigint) => Promise<void>;
  readonly of: (businessUnitId: string, customerId: string) => Promise<bigint>;
};

/** What one operator took in one form on a day, and what he gave back. */
export type CashLine = {
  readonly operatorName: string;
  readonly paymentFormId: string;
  readonly paymentFormName: string;
  readonly payments: number;
  readonly receivedCents: bigint;
  readonly reversals: number;
  readonly reversedCents: bigint;
  /** Credits that were paid out; what of them was reversed that day is taken off. */
  readonly payouts: number;
  readonly paidOutCents: Centavos;
};

export type Cash = {
  /** By the day on which it was entered, whenever the customer paid; of all units that are seen where none is named. */
  readonly ofDay: (
    on: CivilDate,
    businessUnitId: string,
    units: Units,
  ) => Promise<readonly CashLine[]>;
};

export type Payments = {
  readonly add: (payment: Payment) => Promise<void>;
  readonly reverse: (payment: Payment) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Payment>;
  /** Reversed ones too, by the day on which they were paid. */
  readonly ofInvoices: (invoiceIds: readonly string[]) => Promise<readonly Payment[]>;
};
