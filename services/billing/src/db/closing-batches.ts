import type { EntityManager } from "typeorm";
import type { ClosingBatch, Issuing } from "../usecases/issuing-ports.ts";

type Batches = Pick<Issuing, "addBatch" | "lockBatch" | "endBatch" | "progress" | "clearBatches">;
type Row = Omit<ClosingBatch, "firstNumber"> & { readonly firstNumber: string };

/** The numbered batches of a closing; they are kept until it is committed. */
export function closingBatches(manager: EntityManager): Batches {
  return {
    async addBatch(batch) {
      const { closingId, after, through, customers, issuedOn, firstNumber, invoices } = batch;
      await manager.query("INSERT INTO closing_batches VALUES (?)", [
        [closingId, after, through, customers, issuedOn, `${firstNumber}`, invoices, 0],
      ]);
    },
    async lockBatch(closingId) {
      const [row] = await manager.query<Row[]>(
        `SELECT closing_id AS closingId, after_customer_id AS \`after\`,
           through_customer_id AS through, customers, issued_on AS issuedOn,
           first_number AS firstNumber, invoices
         FROM closing_batches WHERE closing_id = ? AND is_issued = 0
         ORDER BY first_number, after_customer_id LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [closingId],
      );
      return row === undefined ? null : { ...row, firstNumber: BigInt(row.firstNumber) };
    },
    async endBatch({ closingId, firstNumber, after }) {
      await manager.query(
        `UPDATE closing_batches SET is_issued = 1
         WHERE closing_id = ? AND first_number = ? AND after_customer_id = ?`,
        [closingId, `${firstNumber}`, after],
      );
    },
    async progress(closingId) {
      const [row] = await manager.query<{ issued: string | null; waiting: string | null }[]>(
        `SELECT SUM(IF(is_issued, customers, 0)) AS issued, SUM(1 - is_issued) AS waiting
         FROM closing_batches WHERE closing_id = ?`,
        [closingId],
      );
      return { issued: Number(row?.issued ?? 0), waiting: Number(row?.waiting ?? 0) };
    },
    async clearBatches(closingId) {
      await manager.query("DELETE FROM closing_batches WHERE closing_id = ?", [closingId]);
    },
  };
}
