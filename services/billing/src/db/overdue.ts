import type { EntityManager } from "typeorm";
import type { Overdue } from "../usecases/ladder-ports.ts";
import { invoiceReader } from "./invoices.ts";

export function mysqlOverdue(manager: EntityManager): Overdue {
  const read = invoiceReader(manager);
  return {
    waiting: (businessUnitId, dueBy, limit) =>
      read(
        `WHERE business_unit_id = ? AND state = 'issued' AND overdue_on IS NULL AND due_on <= ?
         ORDER BY due_on LIMIT ? FOR UPDATE`,
        [businessUnitId, dueBy, limit],
      ),
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
