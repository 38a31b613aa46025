import type { EntityManager } from "typeorm";
import type { DomainNames } from "../usecases/ports.ts";

type Row = { readonly id: string; readonly name: string; readonly customerId: string };

export function mysqlDomainNames(manager: EntityManager): DomainNames {
  return {
    related: (name, parents) =>
      manager.query<Row[]>(
        `SELECT id, name, customer_id AS customerId FROM domains
         WHERE name LIKE ? ${parents.length > 0 ? "OR name IN (?)" : ""} ORDER BY name LIMIT 50 FOR UPDATE`,
        [`%.${name}`, ...(parents.length > 0 ? [parents] : [])],
      ),
  };
}
