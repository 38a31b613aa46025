import {
  bigintColumn,
  booleanColumn,
  civilDateColumn,
  idColumn,
  instantColumn,
  jsonColumn,
  wordColumn,
} from "@isp/db";
import { EntitySchema } from "typeorm";
import type { Quarantined } from "./hosted-rows.ts";
import type { Domain } from "../domain/domain.ts";

export const domainSchema = new EntitySchema<Domain & Quarantined>({
  name: "Domain",
  tableName: "domains",
  columns: {
    id: { ...idColumn, primary: true },
    version: bigintColumn,
    subscriptionId: { ...idColumn, name: "subscription_id" },
    customerId: { ...idColumn, name: "customer_id" },
    businessUnitId: { ...idColumn, name: "business_unit_id" },
    name: wordColumn(253),
    registeredOn: { ...civilDateColumn, name: "registered_on", nullable: true },
    notes: { type: "text" },
    settings: jsonColumn,
    adminHash: { type: "varchar", length: 255, name: "admin_hash" },
    uid: { type: "int" },
    diskBytes: { ...bigintColumn, name: "disk_bytes" },
    goneAt: { ...instantColumn, name: "gone_at", nullable: true },
    comparedAt: { ...instantColumn, name: "compared_at", nullable: true, select: false },
    isHeld: { ...booleanColumn, name: "is_held" },
    wanted: jsonColumn,
    real: jsonColumn,
    resumeState: { ...wordColumn(16), name: "resume_state", nullable: true },
  },
  uniques: [{ name: "domains_one_name", columns: ["name"] }],
  indices: [
    { name: "domains_by_subscription", columns: ["subscriptionId"] },
    { name: "domains_by_gone", columns: ["goneAt"] },
    { name: "domains_by_customer", columns: ["customerId"] },
  ],
});
