import type { Connection } from "mysql2/promise";

const tables = ["invoices", "invoice_lines", "ledger_entries", "outbox"] as const;

/** What a closing wrote, written once more by bare statements in one transaction: the same rows, keys and server. */
export async function copyBare(db: Connection, closingId: string): Promise<number> {
  await db.query("DROP DATABASE IF EXISTS bench");
  await db.query("CREATE DATABASE bench");
  for (const table of tables) await db.query(`CREATE TABLE bench.${table} LIKE billing.${table}`);
  const ofInvoices = "IN (SELECT id FROM billing.invoices WHERE closing_id = ?)";
  const selects = [
    "INSERT INTO bench.invoices SELECT * FROM billing.invoices WHERE closing_id = ?",
    `INSERT INTO bench.invoice_lines SELECT * FROM billing.invoice_lines WHERE invoice_id ${ofInvoices}`,
    `INSERT INTO bench.ledger_entries SELECT * FROM billing.ledger_entries WHERE invoice_id ${ofInvoices}`,
    `INSERT INTO bench.outbox (message_id, aggregate_id, subject, headers, payload, created_at)
     SELECT message_id, aggregate_id, subject, headers, payload, created_at FROM billing.outbox
     WHERE aggregate_id ${ofInvoices}`,
  ];
  const startedAt = performance.now();
  await db.beginTransaction();
  for (const select of selects) await db.query(select, [closingId]);
  await db.commit();
  const took = performance.now() - startedAt;
  await db.query("DROP DATABASE bench");
  return took;
}
