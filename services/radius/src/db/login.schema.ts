import { bigintColumn, booleanColumn, idColumn, instantColumn, wordColumn } from "@isp/db";
import { EntitySchema } from "typeorm";
import type { LoginState } from "../domain/authentication.ts";
import type { Real, Wanted } from "@isp/kernel";

export type LoginRow = {
  id: string;
  name: string;
  mailDomain: string;
  subscriptionId: string;
  customerId: string;
  businessUnitId: string;
  routingPointId: string | null;
  state: LoginState;
  isMain: boolean;
  hasPortalAccess: boolean;
  isHeld: boolean;
  password: Buffer;
  plan: string;
  wantedState: Wanted["state"];
  wantedVersion: bigint;
  wantedAt: Date;
  realState: Real["state"];
  realVersion: bigint;
  realAt: Date;
  realReason: string;
  resumeState: Wanted["state"] | null;
  mailboxId: string | null;
  isMailPending: boolean;
  version: bigint;
  createdAt: Date;
  touchedAt: Date;
};

export const loginSchema = new EntitySchema<LoginRow>({
  name: "LoginRow",
  tableName: "logins",
  columns: {
    id: { ...idColumn, primary: true },
    name: wordColumn(64),
    mailDomain: { ...wordColumn(253), name: "mail_domain" },
    subscriptionId: { ...idColumn, name: "subscription_id" },
    customerId: { ...idColumn, name: "customer_id" },
    businessUnitId: { ...idColumn, name: "business_unit_id" },
    routingPointId: { ...idColumn, name: "routing_point_id", nullable: true },
    state: wordColumn(8),
    isMain: { ...booleanColumn, name: "is_main" },
    hasPortalAccess: { ...booleanColumn, name: "has_portal_access" },
    isHeld: { ...booleanColumn, name: "is_held" },
    password: { type: "varbinary", length: 512 },
    plan: { type: "text" },
    wantedState: { ...wordColumn(10), name: "wanted_state" },
    wantedVersion: { ...bigintColumn, name: "wanted_version" },
    wantedAt: { ...instantColumn, name: "wanted_at" },
    realState: { ...wordColumn(8), name: "real_state" },
    realVersion: { ...bigintColumn, name: "real_version" },
    realAt: { ...instantColumn, name: "real_at" },
    realReason: { type: "varchar", length: 255, name: "real_reason" },
    resumeState: { ...wordColumn(10), name: "resume_state", nullable: true },
    mailboxId: { ...idColumn, name: "mailbox_id", nullable: true },
    isMailPending: { ...booleanColumn, name: "is_mail_pending" },
    version: bigintColumn,
    createdAt: { ...instantColumn, name: "created_at" },
    touchedAt: { ...instantColumn, name: "touched_at" },
  },
});
