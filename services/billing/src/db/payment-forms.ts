import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import type { PaymentForm } from "../domain/closing.ts";
import { refuse } from "../domain/errors.ts";
import type { Lists } from "../usecases/ports.ts";
import { isKept } from "./kept-entry.ts";
import { visible } from "./visible.ts";

type Row = Omit<PaymentForm, "isDefault" | "version"> & {
  readonly isDefault: number;
  readonly version: string;
};

type Rows = Pick<
  Lists,
  "addPaymentForm" | "paymentForms" | "lockPaymentForm" | "savePaymentForm" | "removePaymentForm"
>;

const columns =
  "id, version, business_unit_id AS businessUnitId, name, kind, is_default AS isDefault";

export function paymentFormRows(manager: EntityManager): Rows {
  return {
    addPaymentForm: ({ id, version, businessUnitId, name, kind, isDefault }) =>
      onceAName(name, () =>
        manager.query(
          `INSERT INTO payment_forms (id, version, business_unit_id, name, kind, is_default) VALUES (?)`,
          [[id, version.toString(), businessUnitId, name, kind, isDefault]],
        ),
      ),
    async paymentForms(businessUnitId, units) {
      const [where, parameters] = visible(businessUnitId, units);
      const rows = await manager.query<Row[]>(
        `SELECT ${columns} FROM payment_forms WHERE ${where} AND ${isKept("payment_forms")} ORDER BY name, id`,
        parameters,
      );
      return rows.map(toForm);
    },
    async lockPaymentForm(id, units) {
      const [where, parameters] = visible("", units);
      const [row] = await manager.query<Row[]>(
        `SELECT ${columns} FROM payment_forms WHERE id = ? AND ${where} AND ${isKept("payment_forms")} FOR UPDATE`,
        [id, ...parameters],
      );
      if (row === undefined) throw refuse.entry_not_found(`There is no payment form ${id}.`);
      return toForm(row);
    },
    savePaymentForm: ({ id, version, name, kind }) =>
      onceAName(name, () =>
        manager.query("UPDATE payment_forms SET version = ?, name = ?, kind = ? WHERE id = ?", [
          version.toString(),
          name,
          kind,
          id,
        ]),
      ),
    async removePaymentForm(id) {
      await manager.query("UPDATE payment_forms SET is_offered = NULL WHERE id = ?", [id]);
    },
  };
}

async function onceAName(name: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (duplicateKey(error) !== "payment_forms_one_offered_name") throw error;
    throw refuse.payment_form_taken(`The unit has a payment form ${name} already.`, {
      fields: [{ pointer: "/name", detail: "is a payment form of the unit already" }],
      cause: error,
    });
  }
}

function toForm(row: Row): PaymentForm {
  return { ...row, version: BigInt(row.version), isDefault: row.isDefault === 1 };
}
