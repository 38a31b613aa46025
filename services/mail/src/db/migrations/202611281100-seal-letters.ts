import { addIndex, type Migration } from "@isp/db";

/** Held letters are destroyed with the storage that they were to lie in. */
export const sealLetters: Migration = {
  name: "202611281100-seal-letters",
  statements: addIndex(
    "held_letters",
    "held_letters_by_storage",
    "KEY held_letters_by_storage (storage_id)",
  ),
};
