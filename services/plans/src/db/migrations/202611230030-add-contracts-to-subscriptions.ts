import { addColumn, type Migration } from "@isp/db";

export const addContractsToSubscriptions: Migration = {
  name: "202611230030-add-contracts-to-subscriptions",
  statements: [
    ...addColumn("subscriptions", "contract", "mediumtext NULL"),
    ...addColumn("subscriptions", "installation_address", "varchar(300) NOT NULL DEFAULT ''"),
    ...addColumn("subscriptions", "detail_version", "bigint NOT NULL DEFAULT 1"),
    ...addColumn("subscriptions", "billing_version", "bigint NOT NULL DEFAULT 1"),
    ...addColumn("subscriptions", "contract_version", "bigint NOT NULL DEFAULT 1"),
  ],
};
