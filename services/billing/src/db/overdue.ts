import type { EntityManager } from "typeorm";
import type { Overdue } from "../usecases/ladder-ports.ts";
import { invoiceReader } from "./invoices.ts";
import { visible } from "./visible.ts";

export function mysqlOverdue(manager: EntityManager): Overdue {
  const read = invoiceReader(manager);
  return {
    waiting: (businessUnitId, dueBy, limit) =>
      read(
        `WHERE business_unit_id = ? AND state = 'issued' AND overdue_on IS NULL AND due_on <= ?
         ORDER BY due_on LIMIT ? FOR UPDATE`,
        [businessUnitId, dueBy, limit],
      ),
    open({ businessUnitId, late }, units, { limit, after }) {
      const [where, parameters] = visible(businessUnitId, units);
      const filters = ["state = 'issued'", where, `overdue_on IS ${late ? "NOT NULL" : "NULL"}`];
      if (after !== "")
        filters.push("(due_on, id) > (SELECT a.due_on, a.id FROM invoices a WHERE a.id = ?)");
      return read(`WHERE ${filters.join(" AND ")} ORDER BY due_on, id LIMIT ?`, [
        ...parameters,
        ...(after === "" ? [] : [after]),
        limit,
      ]);
    },
    async mark(invoices) {
      for (const { id, version, overdueOn } of invoices)
        await manager.query("UPDATE invoices SET version = ?, overdue_on = ? WHERE id = ?", [
          version.toString(),
          overdueOn,
          id,
        ]);
    },
  };
}
