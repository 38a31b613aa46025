import type { Inbox, Outbox, Requests } from "@isp/db";
import type { CivilDate } from "@isp/kernel";
import type { OperationSteps } from "@isp/messaging";
import type { BusinessUnit, DueDay, PaymentForm } from "../domain/closing.ts";
import type { DebitAccount } from "../domain/debit-account.ts";
import type { Documents } from "./document-ports.ts";
import type {
  Contests,
  Debtors,
  DefaultDays,
  DefaultPolicies,
  Overdue,
  Suspensions,
} from "./ladder-ports.ts";
import type { Notices } from "./notice-ports.ts";
import type { InvoiceLetters } from "./letter-ports.ts";
import type { Closings, Proposals } from "./closing-ports.ts";
import type { Issuing } from "./issuing-ports.ts";
import type { Mailboxes } from "./mailbox-ports.ts";
import type { Outliers } from "./outlier-ports.ts";
import type { Payouts } from "./payout-ports.ts";
import type {
  Cash,
  Charges,
  CreditNotes,
  Credits,
  Invoices,
  InvoicingRulesOf,
  Payments,
} from "./invoice-ports.ts";
import type {
  StatusChange,
  StatusPeriod,
  SubscriptionTerms,
} from "../domain/subscription-terms.ts";

/** Business units a caller may see. */
export type Units = readonly string[] | "all";
export type Page = { readonly limit: number; readonly after: string };

export type Lists = {
  readonly saveUnit: (unit: BusinessUnit) => Promise<void>;
  readonly units: () => Promise<readonly BusinessUnit[]>;
  readonly findUnit: (id: string) => Promise<BusinessUnit | null>;
  /** Refuses with `due_day_taken`. */
  readonly addDueDay: (dueDay: DueDay) => Promise<void>;
  /** Those that are offered, or that a living subscription names. */
  readonly dueDays: (businessUnitId: string, units: Units) => Promise<readonly DueDay[]>;
  /** Those that a closing bills by: also of subscriptions that ended, whose last days are owed. */
  readonly closingDueDays: (businessUnitId: string) => Promise<readonly DueDay[]>;
  readonly lockDueDay: (id: string, units: Units) => Promise<DueDay>;
  /** Refuses with `due_day_taken`. */
  readonly saveDueDay: (dueDay: DueDay) => Promise<void>;
  /** It is not offered any more; for whoever names it all the same it stays. */
  readonly removeDueDay: (id: string) => Promise<void>;
  /** Refuses with `payment_form_taken`. */
  readonly addPaymentForm: (form: PaymentForm) => Promise<void>;
  readonly lockPaymentForm: (id: string, units: Units) => Promise<PaymentForm>;
  /** Refuses with `payment_form_taken`. */
  readonly savePaymentForm: (form: PaymentForm) => Promise<void>;
  /** The same as of a due day. */
  readonly removePaymentForm: (id: string) => Promise<void>;
  /** Removes a unit and what it started with. */
  readonly removeUnit: (id: string) => Promise<void>;
  readonly paymentForms: (businessUnitId: string, units: Units) => Promise<readonly PaymentForm[]>;
  readonly saveCustomer: (id: string, name: string, businessUnitId: string) => Promise<void>;
  /** Adds those that are not known. */
  readonly addCustomers: (
    customers: readonly {
      readonly id: string;
      readonly name: string;
      readonly businessUnitId: string;
    }[],
  ) => Promise<void>;
};

export type TermsOf = {
  readonly save: (terms: SubscriptionTerms) => Promise<void>;
  /** Adds those that are not known. */
  readonly addAll: (terms: readonly SubscriptionTerms[]) => Promise<void>;
  /** Begins the history of these subscriptions. */
  readonly begin: (changes: ReadonlyMap<string, StatusChange>) => Promise<void>;
  readonly lock: (subscriptionId: string) => Promise<SubscriptionTerms | null>;
  readonly find: (subscriptionId: string) => Promise<SubscriptionTerms | null>;
  readonly history: (
    subscriptionIds: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly StatusPeriod[]>>;
  readonly saveHistory: (subscriptionId: string, history: readonly StatusPeriod[]) => Promise<void>;
  /** Keeps what a decision said of the status; what is known of it already stays. */
  readonly addChange: (subscriptionId: string, change: StatusChange) => Promise<void>;
  readonly changes: (subscriptionId: string) => Promise<readonly StatusChange[]>;
  /** Terms of the customer's oldest subscription that has not ended (C33, C34). */
  readonly oldestLive: (customerId: string) => Promise<SubscriptionTerms | null>;
  /** The unit's subscriptions that close with these due days, by id, after the given one. */
  readonly closing: (filter: {
    readonly businessUnitId: string;
    readonly dueDayIds: readonly string[];
    readonly withDefault: boolean;
    readonly after: string;
    readonly limit: number;
  }) => Promise<readonly SubscriptionTerms[]>;
  /** Subscriptions that have not ended and name one of these; a unit's default also serves those that name none. */
  readonly countNaming: (
    what: "due_day_id" | "payment_form_id" | "debit_account_id",
    entry: { readonly id: string; readonly businessUnitId: string; readonly isDefault: boolean },
  ) => Promise<number>;
  /** Those of them that another subscription of the same customer has replaced. */
  readonly replacedBySame: (subscriptionIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Up to which day all subscriptions of a unit that still bill were closed, by due day; empty for the default. */
  readonly unclosedSince: (businessUnitId: string) => Promise<ReadonlyMap<string, CivilDate>>;
  readonly countClosing: (
    businessUnitId: string,
    dueDayIds: readonly string[],
    withDefault: boolean,
  ) => Promise<bigint>;
  readonly lockAll: (subscriptionIds: readonly string[]) => Promise<void>;
  /** After which day these are unbilled again. */
  readonly giveBack: (days: ReadonlyMap<string, CivilDate>) => Promise<void>;
  /**
   * Sets these customers' subscriptions back to before a closing, unless days that it billed still stand or a
   * later one has closed them.
   */
  readonly reopen: (closingId: string, customerIds: readonly string[]) => Promise<void>;
};

export type DebitAccounts = {
  /** Refuses with `debit_account_taken`. */
  readonly add: (account: DebitAccount) => Promise<void>;
  /** Refuses with `debit_account_taken`. */
  readonly save: (account: DebitAccount) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly lock: (id: string, units: Units) => Promise<DebitAccount>;
  readonly ofCustomer: (customerId: string) => Promise<readonly DebitAccount[]>;
  /** Subscriptions that are paid from it and have not ended. */
  readonly countUsing: (id: string) => Promise<number>;
  /** Refuses with `customer_not_found`. */
  readonly requireCustomer: (customerId: string, units: Units) => Promise<void>;
};

/** How far a subscription is billed, as its last tab shows it (C47). */
export type Invoicing = {
  readonly subscriptionId: string;
  readonly version: bigint;
  readonly lastClosingOn: CivilDate | null;
  readonly billedThroughOn: CivilDate | null;
};

export type AccountItem = {
  readonly invoiceId: string;
  readonly number: bigint;
  readonly issuedOn: CivilDate;
  readonly dueOn: CivilDate;
  readonly state: string;
  readonly amountCents: bigint;
  readonly invoiceTotalCents: bigint;
  readonly invoiceOpenCents: bigint;
};

export type Accounts = {
  /** Null while billing has not heard of the subscription, or the caller may not see it. */
  readonly invoicing: (subscriptionId: string, units: Units) => Promise<Invoicing | null>;
  readonly saveInvoicing: (invoicing: Invoicing) => Promise<void>;
  /** The last day of the plan that lines which still stand bill, by subscription. */
  readonly lastBilledOn: (
    subscriptionIds: readonly string[],
  ) => Promise<ReadonlyMap<string, CivilDate>>;
  readonly items: (subscriptionId: string) => Promise<readonly AccountItem[]>;
};

/** True when every fact that plans has published was heard here. */
export type CaughtUp = () => Promise<boolean>;

/** Everything one billing transaction can touch. */
export type Billing = {
  readonly lists: Lists;
  readonly terms: TermsOf;
  readonly closings: Closings;
  readonly proposals: Proposals;
  readonly invoices: Invoices;
  readonly invoicingRules: InvoicingRulesOf;
  readonly issuing: Issuing;
  readonly mailboxes: Mailboxes;
  readonly outliers: Outliers;
  readonly cash: Cash;
  readonly overdue: Overdue;
  readonly defaultPolicies: DefaultPolicies;
  readonly defaultDays: DefaultDays;
  readonly debtors: Debtors;
  readonly suspensions: Suspensions;
  readonly contests: Contests;
  readonly notices: Notices;
  readonly creditNotes: CreditNotes;
  readonly payments: Payments;
  readonly payouts: Payouts;
  readonly documents: Documents;
  readonly invoiceLetters: InvoiceLetters;
  readonly credits: Credits;
  readonly charges: Charges;
  readonly debitAccounts: DebitAccounts;
  readonly accounts: Accounts;
  readonly steps: OperationSteps;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly requests: Requests;
};
