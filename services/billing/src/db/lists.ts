import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import type { BusinessUnit, DueDay, PaymentForm } from "../domain/closing.ts";
import { refuse } from "../domain/errors.ts";
import type { Lists, Units } from "../usecases/ports.ts";

type Flagged<Row> = Omit<Row, "isDefault"> & { readonly isDefault: number };

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
    async findUnit(id) {
      const [unit] = await manager.query<BusinessUnit[]>(
        `SELECT id, name, time_zone AS timeZone, proration_basis AS prorationBasis,
           closing_day AS closingDay FROM business_units WHERE id = ?`,
        [id],
      );
      return unit ?? null;
    },
    async addDueDay({ id, businessUnitId, day, closingDay, isDefault }) {
      try {
        await manager.query("INSERT INTO due_days VALUES (?, ?, ?, ?, ?)", [
          id,
          businessUnitId,
          day,
          closingDay,
          isDefault,
        ]);
      } catch (error) {
        if (duplicateKey(error) !== "due_days_one_day") throw error;
        throw refuse.due_day_taken(`The unit has due day ${day} already.`, { cause: error });
      }
    },
    async dueDays(businessUnitId, units) {
      const [where, parameters] = visible(businessUnitId, units);
      const rows = await manager.query<Flagged<DueDay>[]>(
        `SELECT id, business_unit_id AS businessUnitId, day, closing_day AS closingDay,
           is_default AS isDefault FROM due_days WHERE ${where} ORDER BY day`,
        parameters,
      );
      return rows.map((row) => ({ ...row, isDefault: row.isDefault === 1 }));
    },
    async addPaymentForm({ id, businessUnitId, name, kind, isDefault }) {
      await manager.query("INSERT INTO payment_forms VALUES (?, ?, ?, ?, ?)", [
        id,
        businessUnitId,
        name,
        kind,
        isDefault,
      ]);
    },
    async paymentForms(businessUnitId, units) {
      const [where, parameters] = visible(businessUnitId, units);
      const rows = await manager.query<Flagged<PaymentForm>[]>(
        `SELECT id, business_unit_id AS businessUnitId, name, kind, is_default AS isDefault
         FROM payment_forms WHERE ${where} ORDER BY name`,
        parameters,
      );
      return rows.map((row) => ({ ...row, isDefault: row.isDefault === 1 }));
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

/** The condition by business unit that every read of a root row carries (DESIGN 2). */
export function visible(businessUnitId: string, units: Units): [string, unknown[]] {
  const conditions = ["1 = 1"];
  const parameters: unknown[] = [];
  if (businessUnitId !== "") {
    conditions.push("business_unit_id = ?");
    parameters.push(businessUnitId);
  }
  if (units !== "all") {
    conditions.push(units.length === 0 ? "1 = 0" : "business_unit_id IN (?)");
    if (units.length > 0) parameters.push(units);
  }
  return [conditions.join(" AND "), parameters];
}
