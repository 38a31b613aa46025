import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { expectVersion } from "../domain/errors.ts";
import { checkRules, type InvoicingRules } from "../domain/invoicing-rules.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";
import { requireUnit } from "./require-unit.ts";

export type WriteInvoicingRules = (
  request: WriteRequest,
  wanted: InvoicingRules,
  units: Units,
) => Promise<InvoicingRules>;

/** Says what holds for a unit's invoices from now on; those that were issued keep what they were issued with. */
export function writeInvoicingRules(
  transact: Transact<Billing>,
  clock: Clock,
): WriteInvoicingRules {
  return (request, wanted, units) =>
    idempotently(transact, clock, request, {
      id: wanted.businessUnitId,
      async first({ lists, invoicingRules }, businessUnitId) {
        await requireUnit(lists, businessUnitId, units);
        const present = await invoicingRules.of(businessUnitId);
        expectVersion(wanted.version, present.version);
        const rules = { ...wanted, version: present.version + 1n };
        checkRules(rules);
        await invoicingRules.add(rules);
        return rules;
      },
      again: ({ invoicingRules }, businessUnitId) => invoicingRules.of(businessUnitId),
    });
}
