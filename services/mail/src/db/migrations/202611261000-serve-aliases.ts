import { addColumn, addIndex, type Migration } from "@isp/db";

const state = "JSON_VALUE(m.wanted, '$.state')";
const served = `m.is_held = 0 AND m.gone_at IS NULL AND ${state} IN ('on', 'suspended')`;
const told = "COALESCE(p.suspended_text, 'Suspended: please call your provider.')";
const refused = `m.is_held = 0 AND m.gone_at IS NULL AND ${state} = 'suspended' AND p.refuses_suspended = 1`;
const policy = "JOIN unit_policies p ON p.business_unit_id = m.business_unit_id";
const aliased = "FROM mailbox_aliases a JOIN mailboxes m ON m.id = a.mailbox_id";

/** An alias is taken for, sent as and refused like its mailbox, also under a domain that has no mailbox. */
export const serveAliases: Migration = {
  name: "202611261000-serve-aliases",
  statements: [
    ...addColumn(
      "mailbox_aliases",
      "domain",
      `varchar(253) CHARACTER SET ascii COLLATE ascii_bin
       GENERATED ALWAYS AS (SUBSTRING_INDEX(address, '@', -1)) STORED`,
    ),
    ...addIndex(
      "mailbox_aliases",
      "mailbox_aliases_by_domain",
      "KEY mailbox_aliases_by_domain (domain)",
    ),
    `CREATE OR REPLACE VIEW served_domains AS SELECT m.domain FROM mailboxes m WHERE ${served}
       UNION ALL SELECT a.domain ${aliased} WHERE ${served}`,
    `CREATE OR REPLACE VIEW served_senders AS SELECT m.address, m.address AS login
       FROM mailboxes m WHERE ${served}
       UNION ALL SELECT a.address, m.address AS login ${aliased} WHERE ${served}`,
    `CREATE OR REPLACE VIEW served_refusals AS SELECT m.address, ${told} AS reason
       FROM mailboxes m ${policy} WHERE ${refused}
       UNION ALL SELECT a.address, ${told} AS reason ${aliased} ${policy} WHERE ${refused}`,
  ],
};
