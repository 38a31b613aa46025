import type { Transact } from "@isp/db";
import { isCivilDate } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { noSettings, type PaymentSettings } from "../domain/payment-settings.ts";
import { type Statement, statementOf, type StatementPeriod } from "../domain/statement.ts";
import type { Payer, ReadContacts } from "./document-ports.ts";
import type { Billing, Units } from "./ports.ts";

export type StatementAsked = StatementPeriod & {
  readonly customerId: string;
  /** Of all units that are seen where it is empty. */
  readonly businessUnitId: string;
};

/** All that a statement says on paper. */
export type StatementPaper = {
  readonly statement: Statement;
  readonly period: StatementPeriod;
  readonly payer: Payer;
  /** Of the one unit that it tells of; of several, nobody's. */
  readonly settings: PaymentSettings;
};

export type StatementUseCases = {
  readonly read: (asked: StatementAsked, units: Units) => Promise<Statement>;
  readonly print: (asked: StatementAsked, units: Units) => Promise<Uint8Array>;
};

type Printing = {
  readonly contacts: ReadContacts;
  readonly print: (paper: StatementPaper) => Promise<Uint8Array>;
};

/** What a customer was billed and paid, move by move, with the balance after each. */
export function readStatement(
  transact: Transact<Billing>,
  { contacts, print }: Printing,
): StatementUseCases {
  const read: StatementUseCases["read"] = (asked, units) =>
    transact(async ({ invoices, payments, payouts, creditNotes, debitAccounts }) => {
      checkPeriod(asked);
      await debitAccounts.requireCustomer(asked.customerId, units);
      const billed = await invoices.ofCustomer(asked, units);
      const ids = billed.map(({ id }) => id);
      const moved = {
        invoices: billed,
        payments: await payments.ofInvoices(ids),
        creditNotes: await creditNotes.ofInvoices(ids),
        returned: await payouts.returned(asked, units),
        payouts: await payouts.ofCustomer(asked, units),
      };
      return statementOf(moved, asked);
    });
  return {
    read,
    async print(asked, units) {
      const statement = await read(asked, units);
      const payer = (await contacts([asked.customerId])).get(asked.customerId);
      const { businessUnitIds: told } = statement;
      // A unit that is asked for and not seen is nobody's to name.
      const seen = units === "all" || units.includes(asked.businessUnitId);
      const [only] = told.length === 1 ? told : [seen ? asked.businessUnitId : ""];
      const settings = await transact(({ documents }) => documents.settings(only ?? ""));
      return print({
        statement,
        period: asked,
        payer: payer ?? { name: "", document: "", address: [] },
        settings: settings ?? noSettings(only ?? ""),
      });
    },
  };
}

function checkPeriod({ fromOn, toOn }: StatementPeriod): void {
  for (const day of [fromOn, toOn])
    if (day !== "" && !isCivilDate(day)) throw refuse.date_invalid(`${day} is not a date.`);
  if (fromOn !== "" && toOn !== "" && fromOn > toOn)
    throw refuse.date_invalid(`The statement would begin on ${fromOn}, after its end on ${toOn}.`);
}
