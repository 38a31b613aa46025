import type { Migration } from "@isp/db";

/** Roles that attend customers close connections from now on, as the manual has it (C88). */
export const letCloseConnections: Migration = {
  name: "202611230701-let-close-connections",
  statements: [
    `UPDATE roles SET version = version + 1,
       permissions = JSON_ARRAY_APPEND(permissions, '$', 'sessions.disconnect')
     WHERE \`key\` IN ('attendant', 'noc', 'installer')
       AND NOT JSON_CONTAINS(permissions, '"sessions.disconnect"')`,
  ],
};
