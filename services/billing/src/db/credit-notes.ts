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
  const read = async (invoiceIds: readonly string[]): Promise<CreditNote[]> => {
    if (invoiceIds.length === 0) return [];
    const rows = await manager.query<Row[]>(
      `SELECT ${columns} FROM credit_notes WHERE invoice_id IN (?)`,
      [[...invoiceIds]],
    );
    return rows.map((row) => ({
      ...row,
      number: BigInt(row.number),
      totalCents: BigInt(row.totalCents),
    }));
  };
  return {
    takeNumbers: (businessUnitId, count) =>
      takeNumbers(manager, "credit_note_series", businessUnitId, count),
    async add(notes) {
      if (notes.length === 0) return;
      await manager.query("INSERT INTO credit_notes VALUES ?", [notes.map(toValues)]);
    },
    ofInvoice: async (invoiceId) => (await read([invoiceId]))[0] ?? null,
    ofInvoices: read,
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
