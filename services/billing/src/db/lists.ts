import type { EntityManager } from "typeorm";
import type { BusinessUnit } from "../domain/closing.ts";
import type { Lists } from "../usecases/ports.ts";
import { dueDayRows } from "./due-days.ts";
import { paymentFormRows } from "./payment-forms.ts";

const unitRows = `SELECT id, name, time_zone AS timeZone, proration_basis AS prorationBasis,
  closing_day AS closingDay FROM business_units`;

export function mysqlLists(manager: EntityManager): Lists {
  return {
    async saveUnit({ id, name, timeZone, prorationBasis, closingDay }) {
      await manager.query(
        `INSERT INTO business_units VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE name = VALUES(name),
           time_zone = VALUES(time_zone), proration_basis = VALUES(proration_basis),
           closing_day = VALUES(closing_day)`,
        [id, name, timeZone, prorationBasis, closingDay],
      );
    },
    units: () => manager.query<BusinessUnit[]>(`${unitRows} ORDER BY id`),
    async findUnit(id) {
      const [unit] = await manager.query<BusinessUnit[]>(`${unitRows} WHERE id = ?`, [id]);
      return unit ?? null;
    },
    ...dueDayRows(manager),
    ...paymentFormRows(manager),
    async removeUnit(id) {
      await manager.query("DELETE FROM due_days WHERE business_unit_id = ?", [id]);
      await manager.query("DELETE FROM payment_forms WHERE business_unit_id = ?", [id]);
      await manager.query("DELETE FROM business_units WHERE id = ?", [id]);
    },
    async addCustomers(customers) {
      if (customers.length === 0) return;
      const rows = customers.map(({ id, name, businessUnitId }) => [id, name, businessUnitId]);
      await manager.query("INSERT IGNORE INTO customers VALUES ?", [rows]);
    },
    async saveCustomer(id, name, businessUnitId) {
      await manager.query(
        `INSERT INTO customers VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE name = VALUES(name),
           business_unit_id = VALUES(business_unit_id)`,
        [id, name, businessUnitId],
      );
    },
  };
}
