import { addColumn, addIndex, type Migration } from "@isp/db";

export const weighHeldLetters: Migration = {
  name: "202611281140-weigh-held-letters",
  statements: [
    ...addColumn("held_letters", "bytes", "bigint NOT NULL DEFAULT 0"),
    ...addIndex(
      "held_letters",
      "held_letters_by_mailbox",
      "KEY held_letters_by_mailbox (mailbox_id, held_at)",
    ),
    `UPDATE held_letters l SET bytes = (SELECT COALESCE(SUM(LENGTH(p.content)), 0)
       FROM held_letter_parts p WHERE p.letter_id = l.id) WHERE bytes = 0`,
  ],
};
