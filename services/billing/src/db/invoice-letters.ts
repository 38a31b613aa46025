import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { InvoiceLetter } from "../domain/invoice-letter.ts";
import type { InvoiceLetters, LetterCounts, SentInvoice } from "../usecases/letter-ports.ts";

const columns = `l.id, l.invoice_id AS invoiceId, l.closing_id AS closingId,
  l.business_unit_id AS businessUnitId, l.customer_id AS customerId, l.state, l.attempts,
  l.next_at AS nextAt, l.recipient, l.message_id AS messageId, l.server_answer AS serverAnswer,
  l.sent_at AS sentAt, l.problem, l.made_at AS madeAt, l.made_by AS madeBy`;

/** Invoices of a closing that stand, each with its newest letter. */
const ofClosing = `FROM invoices i
  LEFT JOIN invoice_letters l ON l.id = (
    SELECT MAX(n.id) FROM invoice_letters n WHERE n.invoice_id = i.id)
  WHERE i.closing_id = ? AND i.state <> 'cancelled'`;

type Row = Omit<InvoiceLetter, "id"> & { readonly id: string };
type SentRow = {
  readonly ofInvoice: string;
  readonly number: string;
  readonly payerId: string;
  readonly customerName: string | null;
} & (Row | { readonly id: null });

const noCounts: LetterCounts = { none: 0, waiting: 0, sent: 0, failed: 0, dropped: 0 };

export function mysqlInvoiceLetters(manager: EntityManager): InvoiceLetters {
  const read = (rest: string, parameters: unknown[]) =>
    manager.query<Row[]>(`SELECT ${columns} FROM invoice_letters l ${rest}`, parameters);
  return {
    async add(letters) {
      if (letters.length === 0) return;
      await manager.query("INSERT INTO invoice_letters VALUES ?", [letters.map(toValues)]);
    },
    async save(letter) {
      await manager.query(
        `UPDATE invoice_letters SET state = ?, attempts = ?, next_at = ?, recipient = ?,
           message_id = ?, server_answer = ?, sent_at = ?, problem = ? WHERE id = ?`,
        [
          letter.state,
          letter.attempts,
          letter.nextAt,
          letter.recipient,
          letter.messageId,
          letter.serverAnswer,
          letter.sentAt,
          letter.problem,
          letter.id,
        ],
      );
    },
    async find(id) {
      const [letter] = await read("WHERE l.id = ?", [id]);
      if (letter === undefined) throw refuse.entry_not_found(`There is no letter ${id}.`);
      return letter;
    },
    due: (now, limit) =>
      read(
        `WHERE l.state = 'waiting' AND l.next_at <= ? AND NOT EXISTS (
           SELECT 1 FROM closings c WHERE c.id = l.closing_id AND c.state IN ('committing', 'reversing'))
         ORDER BY l.next_at, l.id LIMIT ?`,
        [now, limit],
      ),
    async lockWaiting(id) {
      const [letter] = await read("WHERE l.id = ? AND l.state = 'waiting' FOR UPDATE", [id]);
      return letter ?? null;
    },
    ofInvoice: (invoiceId) => read("WHERE l.invoice_id = ? ORDER BY l.id DESC", [invoiceId]),
    async ofClosing(closingId, state, { limit, after }) {
      const filters = [
        ...(state === "" ? [] : [state === "none" ? "l.id IS NULL" : "l.state = ?"]),
        ...(after === "" ? [] : ["i.number > (SELECT number FROM invoices WHERE id = ?)"]),
      ].map((filter) => `AND ${filter}`);
      const given = [state === "none" ? "" : state, after].filter((value) => value !== "");
      const rows = await manager.query<SentRow[]>(
        `SELECT s.*, c.name AS customerName FROM (
           SELECT i.id AS ofInvoice, i.number, i.customer_id AS payerId, ${columns}
           ${ofClosing} ${filters.join(" ")} ORDER BY i.number LIMIT ?) s
         LEFT JOIN customers c ON c.id = s.payerId ORDER BY s.number`,
        [closingId, ...given, limit],
      );
      return rows.map(toSent);
    },
    async countOf(closingId) {
      const rows = await manager.query<{ state: keyof LetterCounts; count: string }[]>(
        `SELECT COALESCE(l.state, 'none') AS state, COUNT(*) AS count ${ofClosing}
         GROUP BY COALESCE(l.state, 'none')`,
        [closingId],
      );
      const counted = rows.map(({ state, count }) => [state, Number(count)] as const);
      return { ...noCounts, ...Object.fromEntries(counted) };
    },
  };
}

function toSent({ ofInvoice, number, payerId, customerName, ...row }: SentRow): SentInvoice {
  return {
    invoiceId: ofInvoice,
    number: BigInt(number),
    customerId: payerId,
    customerName: customerName ?? "",
    letter: row.id === null ? null : row,
  };
}

function toValues(letter: InvoiceLetter): unknown[] {
  return [
    letter.id,
    letter.invoiceId,
    letter.closingId,
    letter.businessUnitId,
    letter.customerId,
    letter.state,
    letter.attempts,
    letter.nextAt,
    letter.recipient,
    letter.messageId,
    letter.serverAnswer,
    letter.sentAt,
    letter.problem,
    letter.madeAt,
    letter.madeBy,
  ];
}
