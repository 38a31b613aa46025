import type { Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin";
const word = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

export const holdLetters: Migration = {
  name: "202611251020-hold-letters",
  statements: [
    `CREATE TABLE IF NOT EXISTS held_letters (
       id ${id} NOT NULL PRIMARY KEY, mailbox_id ${id} NOT NULL, storage_id ${id} NOT NULL,
       business_unit_id ${id} NOT NULL, recipient ${word(254)} NOT NULL, sender ${word(254)} NOT NULL,
       subject varchar(200) NOT NULL, arrival ${word(64)} NOT NULL, held_at datetime(3) NOT NULL,
       asked_at datetime(3) NULL, released_at datetime(3) NULL,
       UNIQUE KEY held_letters_one_arrival (mailbox_id, arrival),
       KEY held_letters_by_asked (mailbox_id, asked_at),
       KEY held_letters_by_released (released_at),
       KEY held_letters_by_held (held_at)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE TABLE IF NOT EXISTS held_letter_parts (
       letter_id ${id} NOT NULL, part int NOT NULL, content mediumblob NOT NULL,
       PRIMARY KEY (letter_id, part)
     ) ENGINE=InnoDB`,
    `CREATE TABLE IF NOT EXISTS known_senders (
       mailbox_id ${id} NOT NULL, sender ${word(254)} NOT NULL, since datetime(3) NOT NULL,
       PRIMARY KEY (mailbox_id, sender)
     ) ENGINE=InnoDB`,
  ],
};
