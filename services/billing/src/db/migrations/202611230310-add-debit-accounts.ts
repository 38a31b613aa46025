import { addColumn, type Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const addDebitAccounts: Migration = {
  name: "202611230310-add-debit-accounts",
  statements: [
    `CREATE TABLE IF NOT EXISTS debit_accounts (
       id char(36) ${ascii} PRIMARY KEY, version bigint NOT NULL, customer_id char(36) ${ascii},
       bank_code varchar(3) ${ascii}, agency varchar(8) ${ascii}, account varchar(16) ${ascii},
       holder varchar(160) NOT NULL, document varchar(14) ${ascii},
       UNIQUE KEY debit_accounts_one_account (customer_id, bank_code, agency, account)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    ...addColumn("subscription_terms", "invoicing_version", "bigint NOT NULL DEFAULT 1"),
  ],
};
