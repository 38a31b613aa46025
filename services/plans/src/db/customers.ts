import { duplicateKey, rowsOf } from "@isp/db";
import { type EntityManager, In } from "typeorm";
import { type Customer, customerTerms } from "../domain/customer.ts";
import { refuse } from "../domain/errors.ts";
import { fold } from "../domain/text.ts";
import type { Customers, Page, Units } from "../usecases/ports.ts";
import { customerSchema } from "./schemas.ts";

export function mysqlCustomers(manager: EntityManager): Customers {
  const index = async (customer: Customer) => {
    await manager.query("DELETE FROM customer_terms WHERE customer_id = ?", [customer.id]);
    const rows = customerTerms(customer).map((term) => [term, customer.id]);
    await manager.query("INSERT IGNORE INTO customer_terms (term, customer_id) VALUES ?", [rows]);
  };
  const guarded = async (write: Promise<unknown>) => {
    try {
      await write;
    } catch (error) {
      if (duplicateKey(error) !== "customers_one_document") throw error;
      throw refuse.document_taken("A customer with this document is registered already.", {
        fields: [{ pointer: "/document", detail: "is registered already" }],
        cause: error,
      });
    }
  };
  const read = async (id: string, units: Units, suffix: string) => {
    const [customer] = await rowsOf(manager, customerSchema).select(`WHERE id = ? ${suffix}`, [id]);
    if (customer === undefined || !(await isVisible(manager, customer, units))) {
      throw refuse.customer_not_found(`There is no customer ${id}.`);
    }
    return customer;
  };
  return {
    async add(customer) {
      await guarded(manager.insert(customerSchema, customer));
      await index(customer);
    },
    async save(customer) {
      const { id, ...columns } = customer;
      await guarded(manager.update(customerSchema, { id }, columns));
      await index(customer);
    },
    find: (id, units) => read(id, units, ""),
    lock: (id, units) => read(id, units, "FOR UPDATE"),
    async names(ids) {
      const found = await manager.find(customerSchema, {
        select: { id: true, name: true },
        where: { id: In([...ids]) },
      });
      return new Map(found.map(({ id, name }) => [id, name]));
    },
    async search(query, units, page) {
      const ids = await matching(manager, query, units, page);
      const found = await manager.findBy(customerSchema, { id: In(ids) });
      const byId = new Map(found.map((customer) => [customer.id, customer]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
  };
}

async function isVisible(
  manager: EntityManager,
  customer: Customer,
  units: Units,
): Promise<boolean> {
  if (units === "all" || units.includes(customer.businessUnitId)) return true;
  if (units.length === 0) return false;
  const [held] = await manager.query<unknown[]>(
    "SELECT 1 FROM subscriptions WHERE customer_id = ? AND business_unit_id IN (?) LIMIT 1",
    [customer.id, units],
  );
  return held !== undefined;
}

const visibleTo = `(c.business_unit_id IN (:units) OR EXISTS (
  SELECT 1 FROM subscriptions s WHERE s.customer_id = c.id AND s.business_unit_id IN (:units)))`;

/**
 * Every word of the query must begin a search term of the customer, or name one of his items or
 * contract numbers. Without words: everybody, newest first.
 */
async function matching(
  manager: EntityManager,
  query: string,
  units: Units,
  { limit, after }: Page,
): Promise<string[]> {
  if (units !== "all" && units.length === 0) return [];
  const conditions: string[] = [];
  const parameters: unknown[] = [];
  for (const word of queryWords(query)) {
    const prefix = `${word.replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(`c.id IN (
      SELECT customer_id FROM customer_terms WHERE term LIKE ?
      UNION SELECT customer_id FROM items WHERE name LIKE ?
      UNION SELECT customer_id FROM subscriptions WHERE number = ?)`);
    parameters.push(prefix, prefix, /^\d{1,18}$/.test(word) ? word : "-1");
  }
  if (after !== "") {
    conditions.push("c.id < ?");
    parameters.push(after);
  }
  if (units !== "all") {
    conditions.push(visibleTo.replaceAll(":units", "?"));
    parameters.push(units, units);
  }
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  const rows = await manager.query<{ id: string }[]>(
    `SELECT c.id FROM customers c ${where} ORDER BY c.id DESC LIMIT ?`,
    [...parameters, limit],
  );
  return rows.map(({ id }) => id);
}

/** A document, phone or postcode may be typed with its punctuation; then only its digits count. */
function queryWords(query: string): string[] {
  const folded = fold(query);
  const compact = folded.replace(/[.\-/()+\s]/g, "");
  if (/^[0-9.\-/()+\s]+$/.test(folded) && compact.length >= 4) return [compact];
  return folded.split(/[^a-z0-9@._-]+/).filter((word) => word !== "");
}
