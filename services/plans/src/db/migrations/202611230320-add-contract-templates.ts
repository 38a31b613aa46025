import type { Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";

export const addContractTemplates: Migration = {
  name: "202611230320-add-contract-templates",
  statements: [
    `CREATE TABLE IF NOT EXISTS contract_templates (
       id char(36) ${ascii} PRIMARY KEY, version bigint NOT NULL, business_unit_id varchar(36) ${ascii},
       name varchar(120) NOT NULL, body mediumtext NOT NULL, archived tinyint NOT NULL,
       KEY contract_templates_by_unit (business_unit_id, name)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS accepted_contracts (
       subscription_id char(36) ${ascii} PRIMARY KEY, template_id varchar(36) ${ascii},
       template_version bigint NOT NULL, text mediumtext NOT NULL, sha256 char(64) ${ascii},
       accepted_on date NOT NULL, accepted_by varchar(120) NOT NULL, recorded_at datetime(3) NOT NULL,
       KEY accepted_contracts_by_template (template_id)
     ) ${table}`,
  ],
};
