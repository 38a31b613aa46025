import {
  bigintColumn,
  booleanColumn,
  idColumn,
  instantColumn,
  jsonColumn,
  wordColumn,
} from "@isp/db";
import type { Real, Wanted } from "@isp/kernel";
import { EntitySchema } from "typeorm";
import type { IpSettings } from "../domain/ip.ts";

/** What nothing is found by stands in one column. */
export type Described = Omit<IpSettings, "routingPointId" | "loginId" | "address" | "ipClassId">;

export type IpRow = Pick<IpSettings, "routingPointId" | "loginId" | "address" | "ipClassId"> & {
  id: string;
  subscriptionId: string;
  customerId: string;
  businessUnitId: string;
  settings: Described;
  plan: string;
  isRemoved: boolean;
  wantedState: Wanted["state"];
  wantedVersion: bigint;
  wantedAt: Date;
  realState: Real["state"];
  realVersion: bigint;
  realAt: Date;
  realReason: string;
  resumeState: Wanted["state"] | null;
  version: bigint;
  createdAt: Date;
  touchedAt: Date;
};

export const ipSchema = new EntitySchema<IpRow>({
  name: "IpRow",
  tableName: "ips",
  columns: {
    id: { ...idColumn, primary: true },
    subscriptionId: { ...idColumn, name: "subscription_id" },
    customerId: { ...idColumn, name: "customer_id" },
    businessUnitId: { ...idColumn, name: "business_unit_id" },
    routingPointId: { ...idColumn, name: "routing_point_id", nullable: true },
    loginId: { ...idColumn, name: "login_id", nullable: true },
    address: { ...wordColumn(15), nullable: true },
    ipClassId: { ...idColumn, name: "ip_class_id", nullable: true },
    settings: jsonColumn,
    plan: { type: "text" },
    isRemoved: { ...booleanColumn, name: "is_removed" },
    wantedState: { ...wordColumn(10), name: "wanted_state" },
    wantedVersion: { ...bigintColumn, name: "wanted_version" },
    wantedAt: { ...instantColumn, name: "wanted_at" },
    realState: { ...wordColumn(8), name: "real_state" },
    realVersion: { ...bigintColumn, name: "real_version" },
    realAt: { ...instantColumn, name: "real_at" },
    realReason: { type: "varchar", length: 255, name: "real_reason" },
    resumeState: { ...wordColumn(10), name: "resume_state", nullable: true },
    version: bigintColumn,
    createdAt: { ...instantColumn, name: "created_at" },
    touchedAt: { ...instantColumn, name: "touched_at" },
  },
});
