import type { CivilDate } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type { AccountItem, Accounts, Invoicing } from "../usecases/ports.ts";
import { visible } from "./visible.ts";

type InvoicingRow = Omit<Invoicing, "version"> & { readonly version: string };
type Counted = "number" | "amountCents" | "invoiceTotalCents" | "invoiceOpenCents";
type ItemRow = Omit<AccountItem, Counted> & { readonly [Column in Counted]: string };

export function mysqlAccounts(manager: EntityManager): Accounts {
  return {
    async invoicing(subscriptionId, units) {
      const [where, parameters] = visible("", units);
      const [row] = await manager.query<InvoicingRow[]>(
        `SELECT subscription_id AS subscriptionId, invoicing_version AS version,
           last_closing_on AS lastClosingOn, billed_through_on AS billedThroughOn
         FROM subscription_terms WHERE subscription_id = ? AND ${where}`,
        [subscriptionId, ...parameters],
      );
      return row === undefined ? null : { ...row, version: BigInt(row.version) };
    },
    async saveInvoicing({ subscriptionId, version, lastClosingOn, billedThroughOn }) {
      await manager.query(
        `UPDATE subscription_terms SET invoicing_version = ?, last_closing_on = ?, billed_through_on = ?
         WHERE subscription_id = ?`,
        [version.toString(), lastClosingOn, billedThroughOn, subscriptionId],
      );
    },
    async lastBilledOn(subscriptionIds) {
      if (subscriptionIds.length === 0) return new Map();
      const rows = await manager.query<{ id: string; toOn: CivilDate }[]>(
        `SELECT l.subscription_id AS id, MAX(l.to_on) AS toOn
         FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
         WHERE l.subscription_id IN (?) AND l.kind = 'plan' AND i.state <> 'cancelled'
         GROUP BY l.subscription_id`,
        [[...subscriptionIds]],
      );
      return new Map(rows.map(({ id, toOn }) => [id, toOn]));
    },
    async items(subscriptionId) {
      const rows = await manager.query<ItemRow[]>(
        `SELECT i.id AS invoiceId, i.number, i.issued_on AS issuedOn, i.due_on AS dueOn, i.state,
           SUM(l.amount_cents) AS amountCents, i.total_cents AS invoiceTotalCents,
           i.total_cents + i.late_cents - i.paid_cents AS invoiceOpenCents
         FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
         WHERE l.subscription_id = ? GROUP BY i.id ORDER BY i.due_on DESC, i.id DESC LIMIT 500`,
        [subscriptionId],
      );
      return rows.map((row) => ({
        ...row,
        number: BigInt(row.number),
        amountCents: BigInt(row.amountCents),
        invoiceTotalCents: BigInt(row.invoiceTotalCents),
        invoiceOpenCents: BigInt(row.invoiceOpenCents),
      }));
    },
  };
}
