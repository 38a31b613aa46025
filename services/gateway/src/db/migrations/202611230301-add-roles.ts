import { addColumn, addIndex, type Migration } from "@isp/db";

const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
const ascii = "CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
const administrator = "019ab000-0000-7000-8000-000000000001";

type Seed = readonly [
  key: string,
  name: string,
  permissions: readonly string[],
  limits: { readonly maxDiscountPercent: number | null; readonly backDatingDays: number | null },
];

const noLimits = { maxDiscountPercent: null, backDatingDays: null };
const reading = ["customers.read", "catalogue.read", "network.read", "billing.read"];

/** The jobs of a provider as it is usually staffed (DESIGN 11); their names may be changed. */
const seeds: readonly Seed[] = [
  ["administrator", "Administrador", ["*"], noLimits],
  [
    "manager",
    "Gerente",
    [
      ...reading,
      "customers.write",
      "customers.import",
      "subscriptions.write",
      "subscriptions.operate",
      "subscriptions.transfer",
      "subscriptions.cancel",
      "subscriptions.delete",
      "subscriptions.backdate",
      "catalogue.write",
      "sessions.read",
      "billing.write",
      "billing.close",
      "reports.read",
      "operations.repair",
      "operators.read",
      "audit.read",
    ],
    noLimits,
  ],
  [
    "attendant",
    "Atendente",
    [
      ...reading,
      "customers.write",
      "subscriptions.write",
      "subscriptions.operate",
      "subscriptions.transfer",
      "subscriptions.cancel",
      "reports.read",
    ],
    { maxDiscountPercent: 10, backDatingDays: 5 },
  ],
  [
    "finance",
    "Financeiro",
    [
      ...reading,
      "subscriptions.write",
      "subscriptions.operate",
      "subscriptions.cancel",
      "subscriptions.backdate",
      "billing.write",
      "billing.close",
      "reports.read",
    ],
    { maxDiscountPercent: 50, backDatingDays: 31 },
  ],
  [
    "noc",
    "NOC",
    [...reading, "network.write", "sessions.read", "subscriptions.operate", "operations.repair"],
    { maxDiscountPercent: 0, backDatingDays: 0 },
  ],
  [
    "installer",
    "Instalador",
    ["customers.read", "catalogue.read", "network.read", "subscriptions.operate"],
    { maxDiscountPercent: 0, backDatingDays: 5 },
  ],
  [
    "auditor",
    "Auditor",
    [...reading, "sessions.read", "reports.read", "operators.read", "audit.read"],
    { maxDiscountPercent: 0, backDatingDays: 0 },
  ],
];

const seedRow = ([key, name, permissions, limits]: Seed, index: number) =>
  `('019ab000-0000-7000-8000-00000000000${index + 1}', 1, '${key}', '${name}', '${JSON.stringify(permissions)}', '${JSON.stringify(limits)}')`;

export const addRoles: Migration = {
  name: "202611230301-add-roles",
  statements: [
    `CREATE TABLE IF NOT EXISTS roles (
       id char(36) ${ascii} PRIMARY KEY, version bigint NOT NULL, \`key\` varchar(32) ${ascii},
       name varchar(80) NOT NULL, permissions text NOT NULL, limits text NOT NULL,
       UNIQUE KEY roles_one_name (name)
     ) ${table}`,
    `INSERT IGNORE INTO roles (id, version, \`key\`, name, permissions, limits) VALUES
     ${seeds.map(seedRow).join(",\n     ")}`,
    ...addColumn("operators", "version", "bigint NOT NULL DEFAULT 1"),
    // Until now there was one operator, who may do everything.
    ...addColumn("operators", "role_id", `char(36) ${ascii} DEFAULT '${administrator}'`),
    ...addIndex("operators", "operators_by_role", "KEY operators_by_role (role_id)"),
    // What an operator may do is in his role; the column goes when no replica reads it any more.
    "ALTER TABLE operators MODIFY permissions text NULL",
    ...addColumn("api_tokens", "id", `char(36) ${ascii} DEFAULT ''`),
    ...addColumn("api_tokens", "name", "varchar(80) NOT NULL DEFAULT ''"),
    ...addColumn("api_tokens", "expires_at", "datetime(3) NULL"),
    "UPDATE api_tokens SET id = UUID() WHERE id = ''",
    ...addIndex("api_tokens", "api_tokens_one_id", "UNIQUE KEY api_tokens_one_id (id)"),
    ...addIndex("api_tokens", "api_tokens_by_operator", "KEY api_tokens_by_operator (operator_id)"),
    `CREATE TABLE IF NOT EXISTS audit_subjects (
       subject_id char(36) ${ascii}, opened bigint NOT NULL, closed bigint NOT NULL,
       PRIMARY KEY (subject_id, opened)
     ) ${table}`,
    ...addIndex("audit", "audit_by_time", "KEY audit_by_time (at)"),
  ],
};
