import { bigintColumn, booleanColumn, idColumn, wordColumn } from "@isp/db";
import { EntitySchema } from "typeorm";
import type { ListEntry } from "../domain/list-entry.ts";
import type { Status } from "../domain/status.ts";

const name = (column: string) => ({ name: column });
const text = (length: number) => ({ type: "varchar", length }) as const;
const key = { ...idColumn, primary: true } as const;

/** A row holds a status of the provider's own, or another name for a seeded one. */
export const statusSchema = new EntitySchema<Omit<Status, "seeded">>({
  name: "Status",
  tableName: "statuses",
  columns: {
    key: { ...wordColumn(32), ...name("status_key"), primary: true },
    version: bigintColumn,
    name: text(80),
    list: wordColumn(16),
    connects: booleanColumn,
    bills: booleanColumn,
    billsUnusedDays: { ...booleanColumn, ...name("bills_unused_days") },
    settable: booleanColumn,
  },
});

export const listEntrySchema = new EntitySchema<ListEntry>({
  name: "ListEntry",
  tableName: "list_entries",
  columns: {
    id: key,
    version: bigintColumn,
    list: wordColumn(32),
    businessUnitId: { ...wordColumn(36), ...name("business_unit_id") },
    name: text(120),
    archived: booleanColumn,
  },
  indices: [{ name: "list_entries_by_list", columns: ["list", "name"] }],
});
