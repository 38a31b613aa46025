import type { Migration } from "@isp/db";

/** Where the customers' money goes is said by whoever leads the provider, and by nobody else unless his role is given it. */
export const letSettlePayment: Migration = {
  name: "202611241190-let-settle-payment",
  statements: [
    `UPDATE roles SET version = version + 1,
       permissions = JSON_ARRAY_APPEND(permissions, '$', 'billing.settings')
     WHERE \`key\` = 'manager' AND NOT JSON_CONTAINS(permissions, '"billing.settings"')`,
  ],
};
