import { addColumn, type Migration } from "@isp/db";

/** How a script was written, so that a release that writes it otherwise knows those of another. */
export const nameScriptForms: Migration = {
  name: "202611281110-name-script-forms",
  statements: addColumn(
    "mailboxes",
    "script_form",
    "varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''",
  ),
};
