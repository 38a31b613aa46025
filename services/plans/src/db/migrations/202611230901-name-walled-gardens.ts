import { addColumn, type Migration } from "@isp/db";

export const nameWalledGardens: Migration = {
  name: "202611230901-name-walled-gardens",
  statements: addColumn(
    "business_units",
    "walled_garden_name",
    "varchar(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'torre-suspended'",
  ),
};
