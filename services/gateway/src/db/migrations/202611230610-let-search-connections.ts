import type { Migration } from "@isp/db";

/** Who audits answers courts too; nobody else searches connections unless his role is given it. */
export const letSearchConnections: Migration = {
  name: "202611230610-let-search-connections",
  statements: [
    `UPDATE roles SET version = version + 1,
       permissions = JSON_ARRAY_APPEND(permissions, '$', 'sessions.search')
     WHERE \`key\` = 'auditor' AND NOT JSON_CONTAINS(permissions, '"sessions.search"')`,
  ],
};
