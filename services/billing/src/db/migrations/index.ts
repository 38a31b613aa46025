import type { Migration } from "@isp/db";
import { addInvoiceLetters } from "./202611241110-add-invoice-letters.ts";
import { addPaymentSlips } from "./202611241100-add-payment-slips.ts";
import { createBilling } from "./202611220100-create-billing.ts";
import { versionLists } from "./202611230040-version-lists.ts";
import { keepChanges } from "./202611230200-keep-changes.ts";
import { addCharges } from "./202611230300-add-charges.ts";
import { addPayments } from "./202611231000-add-payments.ts";
import { keepCustomerCredits } from "./202611231010-keep-customer-credits.ts";
import { keepOutliers } from "./202611231020-keep-outliers.ts";
import { addCreditNotes } from "./202611231030-add-credit-notes.ts";
import { keepLastClosing } from "./202611241220-keep-last-closing.ts";
import { slimClosings } from "./202611241210-slim-closings.ts";
import { reverseClosings } from "./202611241200-reverse-closings.ts";
import { findSuccessors } from "./202611231060-find-successors.ts";
import { reportAging } from "./202611231050-report-aging.ts";
import { reportCash } from "./202611231040-report-cash.ts";
import { keepOverdue } from "./202611241000-keep-overdue.ts";
import { ruleInvoices } from "./202611251210-rule-invoices.ts";
import { keepCards } from "./202611271210-keep-cards.ts";
import { payCreditsOut } from "./202611271200-pay-credits-out.ts";
import { reportRevenue } from "./202611251220-report-revenue.ts";
import { numberClosingBatches } from "./202611271300-number-closing-batches.ts";
import { billMailboxes } from "./202611251200-bill-mailboxes.ts";
import { createDefaultLadder } from "./202611241010-create-default-ladder.ts";
import { keepRemovedEntries } from "./202611230400-keep-removed-entries.ts";
import { addDebitAccounts } from "./202611230310-add-debit-accounts.ts";

/** Every step of the schema, in the order in which they run. */
export const migrations: readonly Migration[] = [
  createBilling,
  versionLists,
  keepChanges,
  addCharges,
  addDebitAccounts,
  keepRemovedEntries,
  addPayments,
  keepCustomerCredits,
  keepOutliers,
  addCreditNotes,
  reportCash,
  reportAging,
  findSuccessors,
  keepOverdue,
  addPaymentSlips,
  addInvoiceLetters,
  reverseClosings,
  slimClosings,
  createDefaultLadder,
  keepLastClosing,
  billMailboxes,
  ruleInvoices,
  reportRevenue,
  payCreditsOut,
  numberClosingBatches,
  keepCards,
];
