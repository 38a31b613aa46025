import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Notice } from "../domain/notice.ts";
import type { NoticeTemplate } from "../domain/notice-template.ts";
import type { LetterInvoice, Notices } from "../usecases/notice-ports.ts";
import { visible } from "./visible.ts";

const columns = `n.id, n.business_unit_id AS businessUnitId, n.customer_id AS customerId, n.kind,
  n.state, n.once_key AS onceKey, n.subject, n.body, n.made_at AS madeAt, n.made_by AS madeBy,
  n.resend_of AS resendOf, n.attempts, n.next_at AS nextAt, n.recipient,
  n.message_id AS messageId, n.server_answer AS serverAnswer, n.sent_at AS sentAt,
  n.sent_on AS sentOn, n.problem`;

const letterColumns = `i.id AS invoiceId, i.customer_id AS customerId, i.number,
  i.issued_on AS issuedOn, i.due_on AS dueOn, COALESCE(c.name, '') AS customerName,
  i.total_cents + i.late_cents - i.paid_cents AS openCents
  FROM invoices i LEFT JOIN customers c ON c.id = i.customer_id`;

type Row = Omit<Notice, "invoices"> & { readonly customerName?: string | null };
type InvoiceRow = { readonly id: string; readonly invoiceId: string; readonly cents: string };
type LetterRow = Omit<LetterInvoice, "number" | "openCents"> & {
  readonly number: string;
  readonly openCents: string;
};

export function mysqlNotices(manager: EntityManager): Notices {
  const withInvoices = async (rows: readonly Row[]) => {
    if (rows.length === 0) return [];
    const named = await manager.query<InvoiceRow[]>(
      `SELECT notice_id AS id, invoice_id AS invoiceId, open_cents AS cents FROM notice_invoices
       WHERE notice_id IN (?) ORDER BY invoice_id`,
      [rows.map(({ id }) => id)],
    );
    const invoices = Map.groupBy(named, ({ id }) => id);
    return rows.map(({ customerName, ...row }) => ({
      ...row,
      customerName: customerName ?? "",
      invoices: (invoices.get(row.id) ?? []).map(({ invoiceId, cents }) => ({
        invoiceId,
        openCents: BigInt(cents),
      })),
    }));
  };
  const read = async (rest: string, parameters: unknown[]) =>
    withInvoices(
      await manager.query<Row[]>(`SELECT ${columns} FROM notices n ${rest}`, parameters),
    );
  return {
    add: (notices) => addNotices(manager, notices),
    async save(notice) {
      await manager.query(
        `UPDATE notices SET state = ?, attempts = ?, next_at = ?, recipient = ?, message_id = ?,
           server_answer = ?, sent_at = ?, sent_on = ?, problem = ? WHERE id = ?`,
        [
          notice.state,
          notice.attempts,
          notice.nextAt,
          notice.recipient,
          notice.messageId,
          notice.serverAnswer,
          notice.sentAt,
          notice.sentOn,
          notice.problem,
          notice.id,
        ],
      );
    },
    async find(id, units) {
      const [where, parameters] = visible("", units);
      const [notice] = await read(`WHERE n.id = ? AND ${where}`, [id, ...parameters]);
      if (notice === undefined) throw refuse.notice_not_found(`There is no notice ${id}.`);
      return notice;
    },
    due: (now, limit) =>
      read("WHERE n.state = 'waiting' AND n.next_at <= ? ORDER BY n.next_at, n.id LIMIT ?", [
        now,
        limit,
      ]),
    async lockWaiting(id) {
      return (await read("WHERE n.id = ? AND n.state = 'waiting' FOR UPDATE", [id]))[0] ?? null;
    },
    async list({ customerId, businessUnitId }, units, { limit, after }) {
      const [where, parameters] = visible(businessUnitId, units);
      const filters = [where.replaceAll("business_unit_id", "n.business_unit_id")];
      if (customerId !== "") filters.push("n.customer_id = ?");
      if (after !== "") filters.push("n.id < ?");
      const given = [customerId, after].filter((value) => value !== "");
      const rows = await manager.query<Row[]>(
        `SELECT ${columns}, c.name AS customerName FROM notices n
         LEFT JOIN customers c ON c.id = n.customer_id
         WHERE ${filters.join(" AND ")} ORDER BY n.id DESC LIMIT ?`,
        [...parameters, ...given, limit],
      );
      return withInvoices(rows);
    },
    async openOf(invoiceIds) {
      if (invoiceIds.length === 0) return [];
      const rows = await manager.query<LetterRow[]>(
        `SELECT ${letterColumns} WHERE i.id IN (?) AND i.state = 'issued' ORDER BY i.due_on, i.id`,
        [[...invoiceIds]],
      );
      return rows.map(toLetter);
    },
    async unreminded(kind, { businessUnitId, fromOn, toOn }, limit) {
      const rows = await manager.query<LetterRow[]>(
        `SELECT ${letterColumns} LEFT JOIN notices n ON n.once_key = CONCAT(i.id, '/', ?)
         WHERE i.state = 'issued' AND i.business_unit_id = ? AND i.due_on BETWEEN ? AND ?
           AND i.overdue_on IS ${kind === "late" ? "NOT NULL" : "NULL"} AND n.id IS NULL
           AND NOT EXISTS (SELECT 1 FROM contests d WHERE d.invoice_id = i.id
             AND (d.closed_on IS NULL OR d.outcome = 'upheld'))
         ORDER BY i.id LIMIT ?`,
        [kind, businessUnitId, fromOn, toOn, limit],
      );
      return rows.map(toLetter);
    },
    ...templateRows(manager),
  };
}

function templateRows(manager: EntityManager): Pick<Notices, "templates" | "saveTemplate"> {
  return {
    async templates(businessUnitId) {
      const rows = await manager.query<(Omit<NoticeTemplate, "version"> & { version: string })[]>(
        `SELECT business_unit_id AS businessUnitId, kind, version, subject, body
         FROM notice_templates WHERE business_unit_id = ?`,
        [businessUnitId],
      );
      return rows.map((row) => ({ ...row, version: BigInt(row.version) }));
    },
    async saveTemplate({ businessUnitId, kind, version, subject, body }, by, at) {
      await manager.query("REPLACE INTO notice_templates VALUES (?)", [
        [businessUnitId, kind, version.toString(), subject, body, by, at],
      ]);
    },
  };
}

/** The once key of a letter lets it be written once, whoever else writes it. */
async function addNotices(manager: EntityManager, notices: readonly Notice[]): Promise<number> {
  if (notices.length === 0) return 0;
  const { affectedRows } = await manager.query<{ affectedRows: number }>(
    `INSERT IGNORE INTO notices (id, business_unit_id, customer_id, kind, state, once_key, subject,
       body, made_at, made_by, resend_of, attempts, next_at, recipient, message_id, server_answer,
       problem) VALUES ?`,
    [notices.map(toValues)],
  );
  const named = notices.flatMap(({ id, invoices }) =>
    invoices.map(({ invoiceId, openCents }) => [id, invoiceId, openCents.toString()]),
  );
  if (named.length > 0)
    await manager.query(
      `INSERT INTO notice_invoices SELECT * FROM (${named.map(() => "SELECT ? AS notice, ? AS invoice, ? AS cents").join(" UNION ALL ")}) r
       WHERE r.notice IN (SELECT id FROM notices WHERE id IN (?))`,
      [...named.flat(), notices.map(({ id }) => id)],
    );
  return affectedRows;
}

function toValues(notice: Notice): unknown[] {
  return [
    notice.id,
    notice.businessUnitId,
    notice.customerId,
    notice.kind,
    notice.state,
    notice.onceKey,
    notice.subject,
    notice.body,
    notice.madeAt,
    notice.madeBy,
    notice.resendOf,
    notice.attempts,
    notice.nextAt,
    notice.recipient,
    notice.messageId,
    notice.serverAnswer,
    notice.problem,
  ];
}

function toLetter(row: LetterRow): LetterInvoice {
  return { ...row, number: BigInt(row.number), openCents: BigInt(row.openCents) };
}
