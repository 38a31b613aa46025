import { bigintColumn, booleanColumn, idColumn, instantColumn, wordColumn } from "@isp/db";
import { EntitySchema } from "typeorm";

export type RoutingPointRow = {
  id: string;
  version: bigint;
  businessUnitId: string;
  name: string;
  kind: string;
  touchedAt: Date;
};

export const routingPointSchema = new EntitySchema<RoutingPointRow>({
  name: "RoutingPointRow",
  tableName: "routing_points",
  columns: {
    id: { ...idColumn, primary: true },
    version: bigintColumn,
    businessUnitId: { ...idColumn, name: "business_unit_id" },
    name: { type: "varchar", length: 120 },
    kind: wordColumn(16),
    touchedAt: { ...instantColumn, name: "touched_at" },
  },
});

export type NasRow = {
  id: string;
  version: bigint;
  routingPointId: string | null;
  name: string;
  address: string;
  secret: Buffer;
  coaPort: number;
  vendor: string;
  requireMessageAuthenticator: boolean;
  proxy: boolean;
  touchedAt: Date;
};

export const nasSchema = new EntitySchema<NasRow>({
  name: "NasRow",
  tableName: "nas",
  columns: {
    id: { ...idColumn, primary: true },
    version: bigintColumn,
    routingPointId: { ...idColumn, name: "routing_point_id", nullable: true },
    name: { type: "varchar", length: 120 },
    address: wordColumn(45),
    secret: { type: "varbinary", length: 512 },
    coaPort: { type: "int", name: "coa_port" },
    vendor: wordColumn(32),
    requireMessageAuthenticator: { ...booleanColumn, name: "require_message_authenticator" },
    proxy: booleanColumn,
    touchedAt: { ...instantColumn, name: "touched_at" },
  },
});
