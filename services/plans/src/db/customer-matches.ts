import type { EntityManager } from "typeorm";
import type { Customer } from "../domain/customer.ts";
import { queryWords } from "../domain/search.ts";
import { fold } from "../domain/text.ts";
import type { CustomerMatch } from "../usecases/customer-ports.ts";
import type { Units } from "../usecases/ports.ts";

/** Why these customers were found: what each word named, unless it stands in the name anyway. */
export async function reasonsOf(
  manager: EntityManager,
  query: string,
  customers: readonly Customer[],
  units: Units,
): Promise<CustomerMatch[]> {
  const words = queryWords(query);
  if (words.length === 0 || customers.length === 0) return [];
  const ids = customers.map(({ id }) => id);
  // What he has in a unit that the caller does not see may find him, and is not told.
  const seen = units === "all" ? "" : "AND business_unit_id IN (?)";
  const held = units === "all" ? [ids] : [ids, units];
  const [terms, items, numbers] = await Promise.all([
    manager.query<CustomerMatch[]>(
      `SELECT customer_id AS customerId, kind, term AS text FROM customer_terms
       WHERE customer_id IN (?) AND kind <> 'name'`,
      [ids],
    ),
    manager.query<CustomerMatch[]>(
      `SELECT customer_id AS customerId, kind, name AS text FROM items
       WHERE customer_id IN (?) ${seen}`,
      held,
    ),
    manager.query<CustomerMatch[]>(
      `SELECT customer_id AS customerId, 'contract' AS kind, CAST(number AS char) AS text
       FROM subscriptions WHERE customer_id IN (?) ${seen}`,
      held,
    ),
  ]);
  const named = [...numbers, ...items, ...terms];
  return customers.flatMap((customer) => {
    const own = named.filter(({ customerId }) => customerId === customer.id);
    const inName = fold(customer.name).split(/[^a-z0-9]+/);
    const reasons = words.flatMap((word) => reasonOf(word, inName, own) ?? []);
    return [...new Set(reasons)].map((reason) => shown(reason, customer));
  });
}

function reasonOf(
  word: string,
  inName: readonly string[],
  own: readonly CustomerMatch[],
): CustomerMatch | undefined {
  if (inName.some((part) => part.startsWith(word))) return undefined;
  return own.find(({ kind, text }) =>
    kind === "contract" ? text === word : text.startsWith(word),
  );
}

/** A term is folded and cut into words; what is shown is what was written. */
function shown(match: CustomerMatch, { address, phone, email }: Customer): CustomerMatch {
  const line = address.line || [address.street, address.number].filter(Boolean).join(", ");
  const written = { address: line, phone, email }[match.kind];
  return written === undefined || written === "" ? match : { ...match, text: written };
}
