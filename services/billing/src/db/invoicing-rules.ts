import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import { type InvoicingRules, usualRules } from "../domain/invoicing-rules.ts";
import type { InvoicingRulesOf } from "../usecases/invoice-ports.ts";

type Row = Omit<InvoicingRules, "version" | "minimumInvoiceCents"> & {
  readonly version: string;
  readonly minimumInvoiceCents: string;
};

export function mysqlInvoicingRules(manager: EntityManager): InvoicingRulesOf {
  return {
    async of(businessUnitId) {
      const [row] = await manager.query<Row[]>(
        `SELECT business_unit_id AS businessUnitId, version, late_fine_basis_points AS lateFineBasisPoints,
           late_interest_basis_points AS lateInterestBasisPoints,
           minimum_invoice_cents AS minimumInvoiceCents
         FROM invoicing_rules WHERE business_unit_id = ? ORDER BY version DESC LIMIT 1`,
        [businessUnitId],
      );
      if (row === undefined) return usualRules(businessUnitId);
      return {
        ...row,
        version: BigInt(row.version),
        minimumInvoiceCents: BigInt(row.minimumInvoiceCents),
      };
    },
    async add(rules) {
      const values = [
        rules.businessUnitId,
        `${rules.version}`,
        rules.lateFineBasisPoints,
        rules.lateInterestBasisPoints,
        `${rules.minimumInvoiceCents}`,
      ];
      try {
        await manager.query("INSERT INTO invoicing_rules VALUES (?)", [values]);
      } catch (error) {
        if (duplicateKey(error) === undefined) throw error;
        throw refuse.stale("Somebody changed it at the same time; read it again.", {
          cause: error,
        });
      }
    },
  };
}
