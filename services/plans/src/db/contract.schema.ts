import {
  bigintColumn,
  booleanColumn,
  civilDateColumn,
  idColumn,
  instantColumn,
  wordColumn,
} from "@isp/db";
import { EntitySchema } from "typeorm";
import type { AcceptedContract, ContractTemplate } from "../domain/contract-template.ts";

const name = (column: string) => ({ name: column });
const text = (length: number) => ({ type: "varchar", length }) as const;

export const contractTemplateSchema = new EntitySchema<ContractTemplate>({
  name: "ContractTemplate",
  tableName: "contract_templates",
  columns: {
    id: { ...idColumn, primary: true },
    version: bigintColumn,
    businessUnitId: { ...wordColumn(36), ...name("business_unit_id") },
    name: text(120),
    body: { type: "mediumtext" },
    archived: booleanColumn,
  },
});

export const acceptedContractSchema = new EntitySchema<AcceptedContract>({
  name: "AcceptedContract",
  tableName: "accepted_contracts",
  columns: {
    subscriptionId: { ...idColumn, ...name("subscription_id"), primary: true },
    templateId: { ...wordColumn(36), ...name("template_id") },
    templateVersion: { ...bigintColumn, ...name("template_version") },
    text: { type: "mediumtext" },
    sha256: { type: "char", length: 64, charset: "ascii", collation: "ascii_bin" },
    acceptedOn: { ...civilDateColumn, ...name("accepted_on") },
    acceptedBy: { ...text(120), ...name("accepted_by") },
    recordedAt: { ...instantColumn, ...name("recorded_at") },
  },
});
