import type { EntityManager } from "typeorm";
import { fieldCheck } from "../domain/errors.ts";
import { findStatus } from "../domain/status.ts";
import type { Referred, References } from "../usecases/reference-ports.ts";

const rows: Readonly<Record<keyof Referred, string>> = {
  businessUnitId: "business_units WHERE id",
  planId: "plans WHERE id",
  salespersonId: "list_entries WHERE id",
  reasonId: "list_entries WHERE id",
  templateId: "contract_templates WHERE id",
  status: "statuses WHERE status_key",
};

export function mysqlReferences(manager: EntityManager): References {
  return {
    async hold(...all) {
      const check = fieldCheck();
      for (const [field, value] of distinct(all)) {
        const found = await manager.query<unknown[]>(
          `SELECT 1 FROM ${rows[field]} = ? LOCK IN SHARE MODE`,
          [value],
        );
        check.require(found.length > 0, `/${field}`, "was removed meanwhile");
      }
      check.done();
    },
  };
}

/** Everything that is named, once and in one order, so that two decisions do not wait for each other. */
function distinct(all: readonly Referred[]): [keyof Referred, string][] {
  const named = all.flatMap((each) => Object.entries(each) as [keyof Referred, string?][]);
  const given = named.flatMap(([field, value = ""]): [keyof Referred, string][] =>
    value === "" || isSeeded(field, value) ? [] : [[field, value]],
  );
  const byText = new Map(given.map((pair) => [pair.join(" "), pair]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

/** The statuses that operations know are no rows, and always there. */
const isSeeded = (field: keyof Referred, value: string) =>
  field === "status" && findStatus(value) !== undefined;
