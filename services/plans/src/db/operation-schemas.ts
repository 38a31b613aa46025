import {
  bigintColumn,
  civilDateColumn,
  idColumn,
  instantColumn,
  jsonColumn,
  wordColumn,
} from "@isp/db";
import { EntitySchema } from "typeorm";
import type { Operation } from "../domain/operation.ts";
import type { Preview } from "../domain/previewed.ts";

const name = (column: string) => ({ name: column });
const text = (length: number) => ({ type: "varchar", length }) as const;
const key = { ...idColumn, primary: true } as const;

/** Null in a row from before there were any. */
export type OperationRow = Omit<Operation, "warnings"> & {
  readonly warnings: Operation["warnings"] | null;
};

export const operationSchema = new EntitySchema<OperationRow>({
  name: "Operation",
  tableName: "operations",
  columns: {
    id: key,
    version: bigintColumn,
    businessUnitId: { ...idColumn, ...name("business_unit_id") },
    subscriptionId: { ...idColumn, ...name("subscription_id") },
    customerId: { ...idColumn, ...name("customer_id") },
    kind: wordColumn(16),
    state: wordColumn(16),
    reason: wordColumn(32),
    note: { type: "text" },
    on: civilDateColumn,
    requestedBy: { ...text(120), ...name("requested_by") },
    requestedAt: { ...instantColumn, ...name("requested_at") },
    finishedAt: { ...instantColumn, ...name("finished_at"), nullable: true },
    steps: jsonColumn,
    successorSubscriptionId: { ...wordColumn(36), ...name("successor_subscription_id") },
    subscriptionNumber: { ...bigintColumn, ...name("subscription_number") },
    warnings: { ...jsonColumn, nullable: true },
    passwordsUntil: { ...instantColumn, ...name("passwords_until"), nullable: true },
    problem: { ...jsonColumn, nullable: true },
    act: { ...jsonColumn, nullable: true },
  },
  indices: [
    { name: "operations_by_subscription", columns: ["subscriptionId", "id"] },
    { name: "operations_by_successor", columns: ["successorSubscriptionId", "id"] },
    { name: "operations_by_day", columns: ["state", "on"] },
    { name: "operations_by_state", columns: ["state", "id"] },
  ],
});

export const previewSchema = new EntitySchema<Preview>({
  name: "Preview",
  tableName: "previews",
  columns: {
    id: key,
    businessUnitId: { ...idColumn, ...name("business_unit_id") },
    subscriptionId: { ...idColumn, ...name("subscription_id") },
    kind: wordColumn(16),
    on: civilDateColumn,
    digest: { ...idColumn, length: 64 },
    parts: jsonColumn,
    expiresAt: { ...instantColumn, ...name("expires_at") },
  },
  indices: [{ name: "previews_by_expiry", columns: ["expiresAt"] }],
});
