import {
  bigintColumn,
  booleanColumn,
  idColumn,
  instantColumn,
  jsonColumn,
  wordColumn,
} from "@isp/db";
import { EntitySchema } from "typeorm";
import type { Mailbox } from "../domain/mailbox.ts";

export type MailboxRow = Mailbox & {
  /** Since when the name is quarantined (D13). */
  readonly goneAt: Date | null;
  /** Since when its server has something to take over. */
  readonly unappliedAt: Date | null;
  /** What Sieve does with its mail, and a name that changes with it. */
  readonly script: string | null;
  readonly scriptId: string;
  /** How this release, or an earlier one, wrote it. */
  readonly scriptForm: string;
};

export const mailboxSchema = new EntitySchema<MailboxRow>({
  name: "Mailbox",
  tableName: "mailboxes",
  columns: {
    id: { ...idColumn, primary: true },
    version: bigintColumn,
    subscriptionId: { ...idColumn, name: "subscription_id" },
    customerId: { ...idColumn, name: "customer_id" },
    businessUnitId: { ...idColumn, name: "business_unit_id" },
    address: wordColumn(254),
    passwordHash: { ...wordColumn(160), name: "password_hash" },
    loginId: { ...idColumn, name: "login_id", nullable: true },
    isAdditional: { ...booleanColumn, name: "is_additional" },
    isMain: { ...booleanColumn, name: "is_main" },
    isHeld: { ...booleanColumn, name: "is_held" },
    reservedAt: { ...instantColumn, name: "reserved_at", nullable: true },
    storageId: { ...idColumn, name: "storage_id" },
    quotaMb: { type: "int", name: "quota_mb" },
    goneAt: { ...instantColumn, name: "gone_at", nullable: true },
    wanted: jsonColumn,
    real: jsonColumn,
    copyTo: { ...wordColumn(254), name: "copy_to" },
    autoReply: { type: "varchar", length: 4_000, name: "auto_reply" },
    antispam: booleanColumn,
    antivirus: booleanColumn,
    script: { type: "text", nullable: true },
    scriptId: { ...wordColumn(64), name: "script_id" },
    scriptForm: { ...wordColumn(64), name: "script_form" },
    appliedAccess: { ...wordColumn(64), name: "applied_access" },
    unappliedAt: { ...instantColumn, name: "unapplied_at", nullable: true },
    resumeState: { ...wordColumn(16), name: "resume_state", nullable: true },
  },
  uniques: [
    { name: "mailboxes_one_address", columns: ["address"] },
    { name: "mailboxes_one_login", columns: ["loginId"] },
  ],
  indices: [
    { name: "mailboxes_by_subscription", columns: ["subscriptionId"] },
    { name: "mailboxes_by_reservation", columns: ["reservedAt"] },
    { name: "mailboxes_by_unapplied", columns: ["unappliedAt"] },
    { name: "mailboxes_by_gone", columns: ["goneAt"] },
    { name: "mailboxes_by_customer", columns: ["customerId"] },
  ],
});
