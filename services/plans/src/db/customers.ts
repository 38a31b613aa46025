import { duplicateKey, rowsOf } from "@isp/db";
import { type EntityManager, In } from "typeorm";
import type { Customer } from "../domain/customer.ts";
import { refuse } from "../domain/errors.ts";
import { customerTerms } from "../domain/search.ts";
import type { Customers } from "../usecases/customer-ports.ts";
import type { Units } from "../usecases/ports.ts";
import { reasonsOf } from "./customer-matches.ts";
import { matchingCustomers } from "./customer-search.ts";
import { customerSchema } from "./schemas.ts";

export function mysqlCustomers(manager: EntityManager): Customers {
  const index = async (customer: Customer) => {
    await manager.query("DELETE FROM customer_terms WHERE customer_id = ?", [customer.id]);
    const rows = customerTerms(customer).map(({ term, kind }) => [term, customer.id, kind]);
    await manager.query("INSERT INTO customer_terms (term, customer_id, kind) VALUES ?", [rows]);
  };
  const guarded = async (write: Promise<unknown>) => {
    try {
      await write;
    } catch (error) {
      if (duplicateKey(error) !== "customers_one_document") throw error;
      throw documentTaken("/document", error);
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
    async addAll(customers) {
      await rowsOf(manager, customerSchema).addAll(customers);
      const rows = customers.flatMap((customer) =>
        customerTerms(customer).map(({ term, kind }) => [term, customer.id, kind]),
      );
      await manager.query("INSERT IGNORE INTO customer_terms (term, customer_id, kind) VALUES ?", [
        rows,
      ]);
      const [count] = await manager.query<{ kept: string }[]>(
        "SELECT COUNT(*) AS kept FROM customers WHERE id IN (?)",
        [customers.map(({ id }) => id)],
      );
      // Somebody registered one of these documents since they were found free.
      if (Number(count?.kept) !== customers.length) throw documentTaken("/customers");
    },
    async requireFree(documents) {
      const taken = await manager.query<{ document: string }[]>(
        "SELECT document FROM customers WHERE document IN (?)",
        [documents],
      );
      if (taken.length === 0) return;
      const held = new Set(taken.map(({ document }) => document));
      const fields = documents.flatMap((document, index) =>
        held.has(document)
          ? [{ pointer: `/customers/${index}/document`, detail: "is registered already" }]
          : [],
      );
      throw refuse.document_taken("Some documents are registered already.", { fields });
    },
    async save(customer) {
      const { id, ...columns } = customer;
      await guarded(manager.update(customerSchema, { id }, columns));
      await index(customer);
    },
    find: (id, units) => read(id, units, ""),
    lock: (id, units) => read(id, units, "FOR UPDATE"),
    ofIds: (ids) => manager.findBy(customerSchema, { id: In([...ids]) }),
    async names(ids) {
      const found = await manager.find(customerSchema, {
        select: { id: true, name: true },
        where: { id: In([...ids]) },
      });
      return new Map(found.map(({ id, name }) => [id, name]));
    },
    async search(query, units, page) {
      const ids = await matchingCustomers(manager, query, units, page);
      const found = await manager.findBy(customerSchema, { id: In(ids) });
      const byId = new Map(found.map((customer) => [customer.id, customer]));
      const customers = ids.flatMap((id) => byId.get(id) ?? []);
      return { customers, matches: await reasonsOf(manager, query, customers, units) };
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

function documentTaken(pointer: string, cause?: unknown) {
  return refuse.document_taken("A customer with this document is registered already.", {
    fields: [{ pointer, detail: "is registered already" }],
    cause,
  });
}
