import type { Migration } from "@isp/db";
import { createMailboxes } from "./202611220100-create-mailboxes.ts";
import { addStorages } from "./202611230200-add-storages.ts";
import { serveMailboxes } from "./202611251000-serve-mailboxes.ts";
import { serveAliases } from "./202611261000-serve-aliases.ts";
import { noteDestroyed } from "./202611261010-note-destroyed.ts";
import { holdLetters } from "./202611251020-hold-letters.ts";
import { prepareDomainMoves } from "./202611261110-prepare-domain-moves.ts";
import { ownAliases } from "./202611271000-own-aliases.ts";
import { sealLetters } from "./202611281100-seal-letters.ts";
import { nameScriptForms } from "./202611281110-name-script-forms.ts";
import { ownEarlierAliases } from "./202611281120-own-earlier-aliases.ts";
import { keepTestMessages } from "./202611281130-keep-test-messages.ts";
import { weighHeldLetters } from "./202611281140-weigh-held-letters.ts";
import { followUnits } from "./202611281150-follow-units.ts";
import { namePreparations } from "./202611262000-name-preparations.ts";

export const migrations: readonly Migration[] = [
  createMailboxes,
  addStorages,
  serveMailboxes,
  holdLetters,
  serveAliases,
  noteDestroyed,
  prepareDomainMoves,
  namePreparations,
  ownAliases,
  sealLetters,
  nameScriptForms,
  ownEarlierAliases,
  keepTestMessages,
  weighHeldLetters,
  followUnits,
];
