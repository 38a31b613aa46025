import { addColumn, type Migration } from "@isp/db";

// Nobody is told a password that was made before: which request made it was not kept.
export const addPasswordRequests: Migration = {
  name: "202611281200-add-password-requests",
  statements: [
    ...addColumn(
      "hosted_databases",
      "password_request",
      "varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''",
    ),
  ],
};
