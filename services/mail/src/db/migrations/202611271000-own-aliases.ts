import { addColumn, type Migration } from "@isp/db";

/** Whether an alias goes with its domain, or is a name that the provider gave to one customer. */
export const ownAliases: Migration = {
  name: "202611271000-own-aliases",
  statements: [...addColumn("mailbox_aliases", "is_own", "tinyint NOT NULL DEFAULT 0")],
};
