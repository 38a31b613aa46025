import type { EntityManager } from "typeorm";
import { queryWords } from "../domain/search.ts";
import type { Page, Units } from "../usecases/ports.ts";

/** Enough to tell a rare word from a common one; counting further would cost more than it saves. */
const countUpTo = 20_000;
/** A customer may match by several of his terms; so many rows give a page of customers. */
const rowsPerCustomer = 2;
const furthest = 1_000;

type Found = { readonly id: string };

/**
 * Ids of the customers whom every word names: by the beginning of a search term or of one of their
 * items, or by a contract number. Best first: whole words before beginnings. At most the first
 * thousand are given; whoever wants more types another word. The rarest word leads, so that the
 * work follows what is found and not how many customers there are.
 */
export async function matchingCustomers(
  manager: EntityManager,
  query: string,
  units: Units,
  page: Page,
): Promise<string[]> {
  if (units !== "all" && units.length === 0) return [];
  if (query.trim() === "") return latest(manager, units, page);
  const words = [...new Set(queryWords(query))];
  if (words.length === 0) return [];
  const offset = /^\d{1,4}$/.test(page.after) ? Math.min(Number(page.after), furthest) : 0;
  const rarest = words.length === 1 ? words : await rarestFirst(manager, words);
  const [lead = "", ...others] = rarest;
  const wanted = offset + page.limit;
  const rows = await manager.query<Found[]>(...leading(lead, others, units, wanted));
  return [...new Set(rows.map(({ id }) => id))].slice(offset, wanted);
}

async function rarestFirst(manager: EntityManager, words: readonly string[]): Promise<string[]> {
  const counts = await Promise.all(
    words.map(async (word) => {
      const [row] = await manager.query<{ count: string }[]>(
        `SELECT COUNT(*) AS count FROM
           (SELECT 1 FROM customer_terms WHERE term LIKE ? LIMIT ${countUpTo}) counted`,
        [prefix(word)],
      );
      return { word, count: Number(row?.count ?? 0) };
    }),
  );
  return counts.toSorted((a, b) => a.count - b.count).map(({ word }) => word);
}

/** Candidates by one word, each kept only when the other words name him too. */
function leading(
  lead: string,
  others: readonly string[],
  units: Units,
  wanted: number,
): [string, unknown[]] {
  const conditions = [...others.map(() => alsoNamed), ...(units === "all" ? [] : [visible])];
  const where = conditions.map((condition) => `AND ${condition}`).join(" ");
  const also = [
    ...others.flatMap((word) => [prefix(word), prefix(word), contractNumber(word)]),
    ...(units === "all" ? [] : [units, units]),
  ];
  const limit = wanted * rowsPerCustomer;
  const text = `
    SELECT id FROM (
      (SELECT s.customer_id AS id, 0 AS place, '' AS term FROM subscriptions s
        WHERE s.number = ? ${where.replaceAll(candidate, "s.customer_id")} LIMIT ?)
      UNION ALL
      (SELECT t.customer_id, IF(t.term = ?, IF(t.kind = 'address', 2, 1), 3), t.term FROM customer_terms t
        WHERE t.term LIKE ? ${where.replaceAll(candidate, "t.customer_id")} ORDER BY t.term LIMIT ?)
      UNION ALL
      (SELECT i.customer_id, IF(i.name = ?, 1, 2), i.name FROM items i
        WHERE i.name LIKE ? ${where.replaceAll(candidate, "i.customer_id")} ORDER BY i.name LIMIT ?)
    ) found ORDER BY place, term, id`;
  const byPrefix = [lead, prefix(lead), ...also, limit];
  return [text, [contractNumber(lead), ...also, limit, ...byPrefix, ...byPrefix]];
}

const candidate = "{customer}";

const alsoNamed = `(
  EXISTS (SELECT 1 FROM customer_terms o WHERE o.customer_id = ${candidate} AND o.term LIKE ?)
  OR EXISTS (SELECT 1 FROM items o WHERE o.customer_id = ${candidate} AND o.name LIKE ?)
  OR EXISTS (SELECT 1 FROM subscriptions o WHERE o.customer_id = ${candidate} AND o.number = ?))`;

const visible = `(
  EXISTS (SELECT 1 FROM customers c WHERE c.id = ${candidate} AND c.business_unit_id IN (?))
  OR EXISTS (SELECT 1 FROM subscriptions v
    WHERE v.customer_id = ${candidate} AND v.business_unit_id IN (?)))`;

const prefix = (word: string) => `${word.replace(/[\\%_]/g, "\\$&")}%`;
const contractNumber = (word: string) => (/^\d{1,18}$/.test(word) ? word : "-1");

/** Everybody, newest first: those who live in a unit, and those who have a subscription there. */
async function latest(manager: EntityManager, units: Units, page: Page): Promise<string[]> {
  const after = page.after === "" ? "~" : page.after;
  const inUnit = `(SELECT id FROM customers WHERE business_unit_id = ? AND id < ? ORDER BY id DESC LIMIT ?)
    UNION (SELECT customer_id FROM subscriptions WHERE business_unit_id = ? AND customer_id < ?
      ORDER BY customer_id DESC LIMIT ?)`;
  const [text, values] =
    units === "all"
      ? ["(SELECT id FROM customers WHERE id < ? ORDER BY id DESC LIMIT ?)", [after, page.limit]]
      : [
          units.map(() => inUnit).join(" UNION "),
          units.flatMap((unit) => [unit, after, page.limit, unit, after, page.limit]),
        ];
  const rows = await manager.query<Found[]>(`${text} ORDER BY id DESC LIMIT ?`, [
    ...values,
    page.limit,
  ]);
  return rows.map(({ id }) => id);
}
