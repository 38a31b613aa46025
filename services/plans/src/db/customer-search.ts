import type { EntityManager } from "typeorm";
import { pairOf, queryWords } from "../domain/search.ts";
import type { Page, Units } from "../usecases/ports.ts";

/** Enough to tell a rare word from a common one; counting further would cost more than it saves. */
const countUpTo = 5_000;
/** A customer may match by several of his terms; so many rows give a page of customers. */
const rowsPerCustomer = 3;
const furthest = 1_000;

type Found = { readonly id: string };

/** How a search begins: whose terms begin so, or are exactly this. */
type Lead = { readonly text: string; readonly isWhole: boolean };

/**
 * Ids of the customers whom every word names: by the beginning of a search term or of one of their
 * items, or by a contract number. Best first: whole words before beginnings. At most the first
 * thousand are given; whoever wants more types another word. Of two and more words, those that stand
 * together in a name or an address lead; where none do, the rarest word does. So the work follows what
 * is found, and not how many customers there are.
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
  const wanted = offset + page.limit;
  const found = await byPair(manager, words, units, wanted);
  const ids = found.length > 0 ? found : await byWord(manager, words, units, wanted);
  return ids.slice(offset, wanted);
}

/** Words that stand together; the last one may still be typed. */
async function byPair(
  manager: EntityManager,
  words: readonly string[],
  units: Units,
  wanted: number,
): Promise<string[]> {
  const leads = words.slice(1).flatMap((second, index): Lead[] => {
    const first = words[index] ?? "";
    const typed = { text: pairOf(first, second), isWhole: index + 2 < words.length };
    return [typed, { text: pairOf(second, first), isWhole: true }];
  });
  const counted = await rarestFirst(manager, leads);
  const [lead] = counted;
  if (lead === undefined) return [];
  const others = words.filter((word) => !lead.text.split("+").includes(word));
  return candidates(manager, lead, others, { units, wanted });
}

async function byWord(
  manager: EntityManager,
  words: readonly string[],
  units: Units,
  wanted: number,
): Promise<string[]> {
  const leads = words.map((text) => ({ text, isWhole: false }));
  const counted = words.length === 1 ? leads : await rarestFirst(manager, leads, true);
  const [lead] = counted;
  if (lead === undefined) return [];
  const others = words.filter((word) => word !== lead.text);
  return candidates(manager, lead, others, { units, wanted });
}

/** Those that name anybody, the rarest first. */
async function rarestFirst(
  manager: EntityManager,
  leads: readonly Lead[],
  withNobody = false,
): Promise<Lead[]> {
  const counts = await Promise.all(
    leads.map(async (lead) => {
      const [row] = await manager.query<{ count: string }[]>(
        `SELECT COUNT(*) AS count FROM
           (SELECT 1 FROM customer_terms WHERE term LIKE ? LIMIT ${countUpTo}) counted`,
        [patternOf(lead)],
      );
      return { lead, count: Number(row?.count ?? 0) };
    }),
  );
  return counts
    .filter(({ count }) => withNobody || count > 0)
    .toSorted((a, b) => a.count - b.count)
    .map(({ lead }) => lead);
}

/** Candidates by one lead, each kept only when the other words name him too. */
async function candidates(
  manager: EntityManager,
  lead: Lead,
  others: readonly string[],
  { units, wanted }: { readonly units: Units; readonly wanted: number },
): Promise<string[]> {
  const conditions = [...others.map(() => alsoNamed), ...(units === "all" ? [] : [visible])];
  const where = conditions.map((condition) => `AND ${condition}`).join(" ");
  const also = [
    ...others.flatMap((word) => [prefix(word), prefix(word), contractNumber(word)]),
    ...(units === "all" ? [] : [units, units]),
  ];
  const limit = wanted * rowsPerCustomer;
  const byPrefix = [lead.text, patternOf(lead), ...also, limit];
  const rows = await manager.query<Found[]>(
    `SELECT id FROM (
      (SELECT s.customer_id AS id, 0 AS place, '' AS term FROM subscriptions s
        WHERE s.number = ? ${where.replaceAll(candidate, "s.customer_id")} LIMIT ?)
      UNION ALL
      (SELECT t.customer_id, IF(t.term = ?, IF(t.kind = 'address', 2, 1), 3), t.term FROM customer_terms t
        WHERE t.term LIKE ? ${where.replaceAll(candidate, "t.customer_id")} ORDER BY t.term LIMIT ?)
      UNION ALL
      (SELECT i.customer_id, IF(i.name = ?, 1, 2), i.name FROM items i
        WHERE i.name LIKE ? ${where.replaceAll(candidate, "i.customer_id")} ORDER BY i.name LIMIT ?)
    ) found ORDER BY place, term, id`,
    [contractNumber(lead.text), ...also, limit, ...byPrefix, ...byPrefix],
  );
  return [...new Set(rows.map(({ id }) => id))];
}

const patternOf = ({ text, isWhole }: Lead) => (isWhole ? literal(text) : prefix(text));
const literal = (text: string) => text.replace(/[\\%_]/g, "\\$&");
const prefix = (text: string) => `${literal(text)}%`;

const candidate = "{customer}";

const alsoNamed = `(
  EXISTS (SELECT 1 FROM customer_terms o WHERE o.customer_id = ${candidate} AND o.term LIKE ?)
  OR EXISTS (SELECT 1 FROM items o WHERE o.customer_id = ${candidate} AND o.name LIKE ?)
  OR EXISTS (SELECT 1 FROM subscriptions o WHERE o.customer_id = ${candidate} AND o.number = ?))`;

const visible = `(
  EXISTS (SELECT 1 FROM customers c WHERE c.id = ${candidate} AND c.business_unit_id IN (?))
  OR EXISTS (SELECT 1 FROM subscriptions v
    WHERE v.customer_id = ${candidate} AND v.business_unit_id IN (?)))`;

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
