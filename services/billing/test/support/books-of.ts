import type { DataSource } from "typeorm";

type Row = Readonly<Record<string, unknown>>;

/** What only says in which order, and after how many failures, a row came. */
const passing: Readonly<Record<string, readonly string[]>> = {
  outbox: ["sequence"],
  // Names its invoice in letters and digits of its own, with a check sum over them.
  payment_slips: ["pix_code"],
};

/**
 * Every row of every table as text, in an order of its own. An id that was made on the way is written as
 * what it stands for, so that what refers to what still counts.
 */
export async function booksOf(db: DataSource): Promise<readonly string[]> {
  const found = await db.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = DATABASE() ORDER BY table_name`,
  );
  const names = await namesOf(db);
  const rows: string[] = [];
  for (const { name } of found) {
    for (const row of await db.query<Row[]>(`SELECT * FROM \`${name}\``)) {
      rows.push(`${name} ${written(row, passing[name] ?? [], names)}`);
    }
  }
  return rows.sort();
}

async function namesOf(db: DataSource): Promise<ReadonlyMap<string, string>> {
  const named = await db.query<{ id: string; name: string }[]>(
    `SELECT id, CONCAT('closing-', closing_on) AS name FROM closings
     UNION SELECT id, CONCAT('invoice-', number) FROM invoices
     UNION SELECT id, CONCAT('line-', subscription_id, kind, item, from_on) FROM proposal_lines
     UNION SELECT id, CONCAT('line-', subscription_id, kind, item, from_on) FROM invoice_lines
     UNION SELECT subscription_id, number FROM subscription_terms
     UNION SELECT customer_id, CONCAT('customer-', customer_id) FROM subscription_terms`,
  );
  return new Map(named.map(({ id, name }) => [id, name.replaceAll("-", "_")]));
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

function written(row: Row, left: readonly string[], names: ReadonlyMap<string, string>): string {
  const kept = Object.entries(row).filter(([column]) => !left.includes(column));
  const text = JSON.stringify(Object.fromEntries(kept));
  return text.replaceAll(uuid, (id) => names.get(id) ?? "#");
}
