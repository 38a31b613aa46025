import type { EntityManager } from "typeorm";
import type { CreditNote } from "../domain/credit-note.ts";
import type { CreditNotes } from "../usecases/invoice-ports.ts";
import { takeNumbers } from "./number-series.ts";

const columns = `id, invoice_id AS invoiceId, customer_id AS customerId,
  business_unit_id AS businessUnitId, number, issued_on AS issuedOn, total_cents AS totalCents,
  operator_name AS operatorName, reason`;

type Row = Omit<CreditNote, "number" | "totalCents"> & {
  readonly number: string;
  readonly totalCents: string;
};

export function mysqlCreditNotes(manager: EntityManager): CreditNotes {
  return {
    takeNumbers: (businessUnitId, count) =>
      takeNumbers(manager, "credit_note_series", businessUnitId, count),
    async add(notes) {
      if (notes.length === 0) return;
      await manager.query("INSERT INTO credit_notes VALUES ?", [notes.map(toValues)]);
    },
    async ofInvoice(invoiceId) {
      const [row] = await manager.query<Row[]>(
        `SELECT ${columns} FROM credit_notes WHERE invoice_id = ?`,
        [invoiceId],
      );
      if (row === undefined) return null;
      return { ...row, number: BigInt(row.number), totalCents: BigInt(row.totalCents) };
    },
  };
}

function toValues(note: CreditNote): unknown[] {
  return [
    note.id,
    note.invoiceId,
    note.customerId,
    note.businessUnitId,
    note.number.toString(),
    note.issuedOn,
    note.totalCents.toString(),
    note.operatorName,
    note.reason,
  ];
}
