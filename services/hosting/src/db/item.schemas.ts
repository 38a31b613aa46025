import { bigintColumn, idColumn, jsonColumn, wordColumn } from "@isp/db";
import { EntitySchema } from "typeorm";
import type { Database } from "../domain/database.ts";
import type { FtpUser } from "../domain/ftp-user.ts";
import type { ZoneHostItem } from "../domain/zone-host.ts";
import type { Quarantined } from "./hosted-rows.ts";
import { itemColumns } from "./item-columns.ts";

const sealedPassword = { password: { type: "varbinary", length: 512 } } as const;

export const databaseSchema = new EntitySchema<Database & Quarantined>({
  name: "HostedDatabase",
  tableName: "hosted_databases",
  columns: {
    ...itemColumns,
    ...sealedPassword,
    name: wordColumn(48),
    engine: wordColumn(16),
    serverId: { ...idColumn, name: "server_id", nullable: true },
    username: wordColumn(32),
    passwordRequest: { ...wordColumn(64), name: "password_request" },
    sizeBytes: { ...bigintColumn, name: "size_bytes" },
  },
});

export const ftpUserSchema = new EntitySchema<FtpUser & Quarantined>({
  name: "FtpUser",
  tableName: "ftp_users",
  columns: {
    ...itemColumns,
    ...sealedPassword,
    name: wordColumn(32),
    physicalPath: { ...wordColumn(255), name: "physical_path" },
    virtualPath: { ...wordColumn(255), name: "virtual_path" },
    permissions: jsonColumn,
    passwordHash: { ...wordColumn(64), name: "password_hash" },
    salt: wordColumn(32),
  },
});

export const hostSchema = new EntitySchema<ZoneHostItem & Quarantined>({
  name: "ZoneHost",
  tableName: "zone_hosts",
  columns: {
    ...itemColumns,
    name: wordColumn(253),
    label: wordColumn(253),
    type: wordColumn(8),
    pointsTo: { ...wordColumn(253), name: "points_to" },
  },
});
