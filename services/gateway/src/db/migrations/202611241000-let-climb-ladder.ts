import type { Migration } from "@isp/db";

const added = "billing.policy billing.default billing.promise billing.unlock billing.contest".split(
  " ",
);

/** Roles that came with the system, and what of the default ladder each of them does. */
const given: readonly (readonly [string, readonly string[]])[] = [
  ["manager", added],
  ["finance", added],
  ["attendant", ["billing.unlock", "billing.contest"]],
];

export const letClimbLadder: Migration = {
  name: "202611241000-let-climb-ladder",
  statements: given.flatMap(([role, permissions]) =>
    permissions.map(
      (permission) =>
        `UPDATE roles SET version = version + 1,
           permissions = JSON_ARRAY_APPEND(permissions, '$', '${permission}')
         WHERE \`key\` = '${role}' AND NOT JSON_CONTAINS(permissions, '"${permission}"')`,
    ),
  ),
};
