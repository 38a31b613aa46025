import type { Migration } from "@isp/db";

/** Reading a customer's mail is asked of few: whoever leads the provider, until a role is given it. */
export const letReadMailboxes: Migration = {
  name: "202611251010-let-read-mailboxes",
  statements: [
    `UPDATE roles SET version = version + 1,
       permissions = JSON_ARRAY_APPEND(permissions, '$', 'mailboxes.read')
     WHERE \`key\` = 'manager' AND NOT JSON_CONTAINS(permissions, '"mailboxes.read"')`,
  ],
};
