import type { Migration } from "@isp/db";

const added = ["billing.payout", "billing.retroactive"];

/** Paying money out, and billing months that were forgotten, are for who answers for the till. */
export const letPayOut: Migration = {
  name: "202611271200-let-pay-out",
  statements: ["manager", "finance"].flatMap((role) =>
    added.map(
      (permission) =>
        `UPDATE roles SET version = version + 1,
           permissions = JSON_ARRAY_APPEND(permissions, '$', '${permission}')
         WHERE \`key\` = '${role}' AND NOT JSON_CONTAINS(permissions, '"${permission}"')`,
    ),
  ),
};
