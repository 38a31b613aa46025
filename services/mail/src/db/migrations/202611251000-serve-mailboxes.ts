import { addColumn, addIndex, type Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin";
const word = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

const state = "JSON_VALUE(m.wanted, '$.state')";
/** What the servers know of: neither reserved, nor kept back, nor given up. */
const served = `m.is_held = 0 AND m.gone_at IS NULL AND ${state} IN ('on', 'suspended')`;
const suspended = `m.is_held = 0 AND m.gone_at IS NULL AND ${state} = 'suspended'`;
const told = "COALESCE(p.suspended_text, 'Suspended: please call your provider.')";
const policy = "LEFT JOIN unit_policies p ON p.business_unit_id = m.business_unit_id";

/** What Postfix and Dovecot read, each view with the least that its question needs. */
export const serveMailboxes: Migration = {
  name: "202611251000-serve-mailboxes",
  statements: [
    ...addColumn("mailboxes", "copy_to", `${word(254)} NOT NULL DEFAULT ''`),
    ...addColumn("mailboxes", "auto_reply", "varchar(4000) NOT NULL DEFAULT ''"),
    ...addColumn("mailboxes", "antispam", "tinyint NOT NULL DEFAULT 0"),
    ...addColumn("mailboxes", "antivirus", "tinyint NOT NULL DEFAULT 0"),
    ...addColumn("mailboxes", "script", "text NULL"),
    ...addColumn("mailboxes", "script_id", `${word(64)} NOT NULL DEFAULT ''`),
    ...addColumn("mailboxes", "applied_access", `${word(64)} NOT NULL DEFAULT ''`),
    ...addColumn("mailboxes", "unapplied_at", "datetime(3) NULL"),
    ...addColumn(
      "mailboxes",
      "domain",
      `${word(253)} GENERATED ALWAYS AS (SUBSTRING_INDEX(address, '@', -1)) STORED`,
    ),
    ...addIndex("mailboxes", "mailboxes_by_domain", "KEY mailboxes_by_domain (domain)"),
    ...addIndex("mailboxes", "mailboxes_by_unapplied", "KEY mailboxes_by_unapplied (unapplied_at)"),
    `CREATE TABLE IF NOT EXISTS unit_policies (
       business_unit_id ${id} NOT NULL PRIMARY KEY, version bigint NOT NULL,
       refuses_suspended tinyint NOT NULL, suspended_text ${word(200)} NOT NULL
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE TABLE IF NOT EXISTS mailbox_aliases (
       address ${word(254)} NOT NULL PRIMARY KEY, mailbox_id ${id} NOT NULL,
       KEY mailbox_aliases_by_mailbox (mailbox_id)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE OR REPLACE VIEW served_domains AS SELECT m.domain FROM mailboxes m WHERE ${served}`,
    `CREATE OR REPLACE VIEW served_mailboxes AS SELECT m.address FROM mailboxes m WHERE ${served}`,
    `CREATE OR REPLACE VIEW served_aliases AS SELECT a.address, m.address AS target
       FROM mailbox_aliases a JOIN mailboxes m ON m.id = a.mailbox_id WHERE ${served}`,
    `CREATE OR REPLACE VIEW served_transports AS SELECT m.address FROM mailboxes m
       WHERE ${served} AND (m.antispam = 1 OR m.antivirus = 1)`,
    `CREATE OR REPLACE VIEW served_senders AS SELECT m.address, m.address AS login
       FROM mailboxes m WHERE ${served}`,
    `CREATE OR REPLACE VIEW served_refusals AS SELECT m.address, ${told} AS reason
       FROM mailboxes m ${policy} WHERE ${suspended} AND p.refuses_suspended = 1`,
    `CREATE OR REPLACE VIEW served_suspended AS SELECT m.address, ${told} AS reason
       FROM mailboxes m ${policy} WHERE ${suspended}`,
    `CREATE OR REPLACE VIEW served_logins AS SELECT m.address,
       CONCAT('{ARGON2ID}', m.password_hash) AS password,
       IF(${state} = 'suspended', 'y', NULL) AS nologin,
       IF(${state} = 'suspended', ${told}, NULL) AS reason
       FROM mailboxes m ${policy} WHERE ${served}`,
    `CREATE OR REPLACE VIEW served_users AS SELECT m.address, m.storage_id, m.quota_mb
       FROM mailboxes m WHERE ${served}`,
    `CREATE OR REPLACE VIEW served_scripts AS SELECT m.address, 'active' AS script_name,
       m.script_id, m.script FROM mailboxes m WHERE ${served} AND m.script_id <> ''`,
  ],
};
