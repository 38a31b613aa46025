import { addColumn, type Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

/** Who held which mailbox on which days, and what it costs beyond what the plan includes. */
export const billMailboxes: Migration = {
  name: "202611251200-bill-mailboxes",
  statements: [
    ...addColumn("subscription_terms", "mailboxes_included", "int NOT NULL DEFAULT 0"),
    ...addColumn("subscription_terms", "mailbox_fee_cents", "bigint NOT NULL DEFAULT 0"),
    `CREATE TABLE IF NOT EXISTS mailbox_holdings (
       mailbox_id ${id}, version bigint NOT NULL, subscription_id ${id}, from_on date NOT NULL,
       until_on date NULL,
       PRIMARY KEY (mailbox_id, version),
       KEY mailbox_holdings_by_subscription (subscription_id),
       KEY mailbox_holdings_by_end (until_on)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
