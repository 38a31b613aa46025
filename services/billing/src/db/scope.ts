import { billingEvents } from "@isp/contracts";
import { inbox, outbox, requests } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { operationSteps } from "@isp/messaging";
import type { EntityManager } from "typeorm";
import type { Billing } from "../usecases/ports.ts";
import { mysqlCharges } from "./charges.ts";
import { mysqlAccounts } from "./accounts.ts";
import { mysqlClosings } from "./closings.ts";
import { mysqlCash } from "./cash.ts";
import { mysqlCreditNotes } from "./credit-notes.ts";
import { mysqlCredits } from "./credits.ts";
import { mysqlDebitAccounts } from "./debit-accounts.ts";
import { mysqlDocuments } from "./documents.ts";
import { mysqlInvoiceLetters } from "./invoice-letters.ts";
import { mysqlInvoices } from "./invoices.ts";
import { mysqlInvoicingRules } from "./invoicing-rules.ts";
import { mysqlIssuing } from "./issuing.ts";
import { mysqlLists } from "./lists.ts";
import { mysqlContests } from "./contests.ts";
import { mysqlDebtors } from "./debtors.ts";
import { mysqlDefaultDays } from "./default-days.ts";
import { mysqlDefaultPolicies } from "./default-policies.ts";
import { mysqlNotices } from "./notices.ts";
import { mysqlSuspensions } from "./suspensions.ts";
import { mysqlMailboxes } from "./mailboxes.ts";
import { mysqlOverdue } from "./overdue.ts";
import { mysqlOutliers } from "./outliers.ts";
import { mysqlPayments } from "./payments.ts";
import { mysqlPayouts } from "./payouts.ts";
import { mysqlProposals } from "./proposals.ts";
import { mysqlTerms } from "./terms.ts";

const contract = billingEvents.operation.of("applied");

export function billingScope(manager: EntityManager, clock: Clock): Billing {
  const facts = outbox(manager, clock);
  return {
    lists: mysqlLists(manager),
    terms: mysqlTerms(manager),
    closings: mysqlClosings(manager),
    proposals: mysqlProposals(manager),
    invoices: mysqlInvoices(manager),
    invoicingRules: mysqlInvoicingRules(manager),
    issuing: mysqlIssuing(manager, facts),
    mailboxes: mysqlMailboxes(manager),
    outliers: mysqlOutliers(manager),
    overdue: mysqlOverdue(manager),
    defaultPolicies: mysqlDefaultPolicies(manager),
    defaultDays: mysqlDefaultDays(manager),
    debtors: mysqlDebtors(manager),
    suspensions: mysqlSuspensions(manager),
    contests: mysqlContests(manager),
    notices: mysqlNotices(manager),
    cash: mysqlCash(manager),
    creditNotes: mysqlCreditNotes(manager),
    payments: mysqlPayments(manager),
    payouts: mysqlPayouts(manager),
    documents: mysqlDocuments(manager),
    invoiceLetters: mysqlInvoiceLetters(manager),
    credits: mysqlCredits(manager),
    charges: mysqlCharges(manager),
    debitAccounts: mysqlDebitAccounts(manager),
    accounts: mysqlAccounts(manager),
    steps: operationSteps(manager, facts, "billing", { contract, clock }),
    outbox: facts,
    inbox: inbox(manager),
    requests: requests(manager),
  };
}
