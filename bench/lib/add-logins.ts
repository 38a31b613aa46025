import { readFileSync } from "node:fs";
import { join } from "node:path";
import { newId, secretBox } from "@isp/kernel";
import type { Connection } from "mysql2/promise";
import { passwordContext } from "../../services/radius/src/domain/secret-contexts.ts";

/** Logins `bench0` and on, with `senha-0` and on: straight into the table, as an import would leave them. */
export async function addLogins(db: Connection, secretsDir: string, users: number): Promise<void> {
  const key = readFileSync(join(secretsDir, "radius.datakey"), "utf8").trim();
  const box = secretBox(Buffer.from(key, "base64"));
  const rate = { downKbps: 500_000, upKbps: 250_000 };
  const plan = JSON.stringify({
    planId: newId(),
    speed: { businessHours: rate, otherHours: rate },
  });
  const [unit, now] = [newId(), new Date()];
  const rowOf = (index: number): LoginRow => {
    const id = newId();
    return {
      id,
      name: `bench${index}`,
      mail_domain: "bench.example",
      subscription_id: newId(),
      customer_id: newId(),
      business_unit_id: unit,
      state: "live",
      is_main: 1,
      has_portal_access: 0,
      is_held: 0,
      password: box.seal(`senha-${index}`, passwordContext(id)),
      plan,
      wanted_state: "on",
      wanted_version: 1,
      wanted_at: now,
      real_state: "in-step",
      real_version: 1,
      real_at: now,
      real_reason: "",
      is_mail_pending: 0,
      version: 1,
      created_at: now,
      touched_at: now,
    };
  };
  for (let from = 0; from < users; from += 1_000) {
    const rows = Array.from({ length: 1_000 }, (_, index) => rowOf(from + index));
    const columns = Object.keys(rows[0] ?? {});
    await db.query(`INSERT INTO radius.logins (${columns.join(", ")}) VALUES ?`, [
      rows.map((row) => columns.map((column) => row[column])),
    ]);
  }
}

type LoginRow = Readonly<Record<string, string | number | Buffer | Date>>;
