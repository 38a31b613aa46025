import type { Migration } from "@isp/db";
import { createPlans } from "./202611220100-create-plans.ts";
import { addContractsToSubscriptions } from "./202611230030-add-contracts-to-subscriptions.ts";
import { addAccessClaims } from "./202611230100-add-access-claims.ts";
import { addPreviews } from "./202611230050-add-previews.ts";
import { addDriftAndSuccessors } from "./202611230040-add-drift-and-successors.ts";
import { addListsAndNotes } from "./202611230301-add-lists-and-notes.ts";
import { addCatalogueLists } from "./202611230045-add-catalogue-lists.ts";
import { keepWhatWasImported } from "./202611230410-keep-what-was-imported.ts";
import { nameWalledGardens } from "./202611230901-name-walled-gardens.ts";
import { addContractTemplates } from "./202611230320-add-contract-templates.ts";

/** Every step of the schema, in the order in which they run. */
export const migrations: readonly Migration[] = [
  createPlans,
  addContractsToSubscriptions,
  addDriftAndSuccessors,
  addCatalogueLists,
  addPreviews,
  addListsAndNotes,
  addAccessClaims,
  addContractTemplates,
  keepWhatWasImported,
  nameWalledGardens,
];
