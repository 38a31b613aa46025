import {
  bigintColumn,
  booleanColumn,
  idColumn,
  instantColumn,
  jsonColumn,
  wordColumn,
} from "@isp/db";

/** The columns that every item under a domain has. */
export const itemColumns = {
  id: { ...idColumn, primary: true },
  version: bigintColumn,
  subscriptionId: { ...idColumn, name: "subscription_id" },
  customerId: { ...idColumn, name: "customer_id" },
  businessUnitId: { ...idColumn, name: "business_unit_id" },
  domainId: { ...idColumn, name: "domain_id" },
  isHeld: { ...booleanColumn, name: "is_held" },
  goneAt: { ...instantColumn, name: "gone_at", nullable: true },
  comparedAt: { ...instantColumn, name: "compared_at", nullable: true, select: false },
  wanted: jsonColumn,
  real: jsonColumn,
  resumeState: { ...wordColumn(16), name: "resume_state", nullable: true },
} as const;
