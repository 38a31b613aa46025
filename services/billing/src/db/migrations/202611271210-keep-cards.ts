import { addColumn, type Migration } from "@isp/db";

const ascii = (length: number) =>
  `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT`;

/** A card on file is an acquirer's token and what tells it from another card; never its number. */
export const keepCards: Migration = {
  name: "202611271210-keep-cards",
  statements: [
    ...addColumn("debit_accounts", "kind", `${ascii(8)} 'account'`),
    ...addColumn("debit_accounts", "card_token", `${ascii(255)} ''`),
    ...addColumn("debit_accounts", "card_brand", "varchar(24) NOT NULL DEFAULT ''"),
    ...addColumn("debit_accounts", "card_last_digits", `${ascii(4)} ''`),
    ...addColumn("debit_accounts", "card_expires", `${ascii(7)} ''`),
  ],
};
