import { createHash } from "node:crypto";
import { queryOf, transactor } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { DataSource } from "typeorm";

/** One thing an operator asked for, or what became of it. */
export type AuditEntry = {
  readonly operatorId: string;
  readonly operatorName: string;
  readonly remoteAddress: string;
  readonly method: string;
  readonly path: string;
  readonly requestId: string;
  /** 0 before it is carried out. */
  readonly status: number;
  readonly body: string;
};

/** What an entry was about: it closes the entry that announced it, and names the rows it touched. */
export type Outcome = { readonly opened: bigint; readonly subjectIds: readonly string[] };

export type Audit = {
  /** Sequence of the row. */
  readonly append: (entry: AuditEntry, outcome?: Outcome) => Promise<bigint>;
  /** Sequence of the first row that does not follow from the one before it, or null. */
  readonly firstBroken: () => Promise<bigint | null>;
};

type Row = AuditEntry & { readonly sequence: string; readonly at: Date; readonly hash: string };

/** An append-only trail; each row's hash covers the row before, so that a changed one shows (S67). */
export function mysqlAudit(db: DataSource, clock: Clock): Audit {
  const transact = transactor(db, (manager) => manager);
  const query = queryOf(db);
  return {
    append: (entry, outcome) =>
      transact(async (manager) => {
        // The one row of audit_head is the queue: rows are chained in the order of their commits.
        const [head] = await manager.query<{ hash: string }[]>(
          "SELECT hash FROM audit_head WHERE one = 1 FOR UPDATE",
        );
        const at = clock.now();
        const hash = chained(head?.hash ?? "", at, entry);
        const { operatorId, operatorName, remoteAddress, method, path, requestId, status, body } =
          entry;
        const { insertId } = await manager.query<{ insertId: number }>(
          `INSERT INTO audit (at, operator_id, operator_name, remote_address, method, path, request_id,
             status, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          [
            at,
            operatorId,
            operatorName,
            remoteAddress,
            method,
            path,
            requestId,
            status,
            body,
            hash,
          ],
        );
        await manager.query("UPDATE audit_head SET hash = ? WHERE one = 1", [hash]);
        const sequence = BigInt(insertId);
        if (outcome !== undefined && outcome.subjectIds.length > 0) {
          const rows = outcome.subjectIds.map((id) => [id, outcome.opened, sequence]);
          await manager.query(
            "INSERT IGNORE INTO audit_subjects (subject_id, opened, closed) VALUES ?",
            [rows],
          );
        }
        return sequence;
      }),
    async firstBroken() {
      let [before, after] = ["", "0"];
      for (;;) {
        const rows = await query<Row[]>(
          `SELECT sequence, at, operator_id AS operatorId, operator_name AS operatorName,
             remote_address AS remoteAddress, method, path, request_id AS requestId, status, body, hash
           FROM audit WHERE sequence > ? ORDER BY sequence LIMIT 1000`,
          [after],
        );
        for (const row of rows) {
          if (chained(before, row.at, row) !== row.hash) return BigInt(row.sequence);
          [before, after] = [row.hash, row.sequence];
        }
        if (rows.length < 1_000) return null;
      }
    },
  };
}

function chained(before: string, at: Date, entry: AuditEntry): string {
  const { operatorId, operatorName, remoteAddress, method, path, requestId, status, body } = entry;
  const row = [operatorId, operatorName, remoteAddress, method, path, requestId, status, body];
  const text = JSON.stringify([before, at.toISOString(), ...row]);
  return createHash("sha256").update(text).digest("hex");
}

/** The body of a request with its secrets taken out, for the trail. */
export function withoutSecrets(body: unknown, secrets: readonly string[]): string {
  if (body === undefined) return "";
  return JSON.stringify(body, (key, value: unknown) =>
    secrets.includes(key) ? "[secret]" : value,
  );
}
