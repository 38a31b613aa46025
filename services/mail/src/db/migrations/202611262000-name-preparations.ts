import { addColumn, type Migration } from "@isp/db";

/** Several may be made ready for one move, and the one that was decided counts. */
export const namePreparations: Migration = {
  name: "202611262000-name-preparations",
  statements: [
    ...addColumn(
      "domain_moves",
      "preparation_id",
      "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''",
    ),
    `ALTER TABLE domain_moves DROP PRIMARY KEY,
       ADD PRIMARY KEY (domain_id, to_subscription_id, preparation_id)`,
  ],
};
