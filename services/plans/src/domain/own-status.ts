import { fieldCheck } from "./errors.ts";
import type { Status } from "./status.ts";

/** What may be a status of the provider's own (D9). */
export function checkOwnStatus({ key, name, list }: Status): void {
  const check = fieldCheck();
  check.require(
    /^[a-z][a-z0-9-]{1,31}$/.test(key),
    "/key",
    "must be 2 to 32 small letters, digits or hyphens",
  );
  check.require(name.trim() !== "" && name.length <= 80, "/name", "must be given");
  // A cancelled subscription has lost its customer: only the operation gets it there.
  check.require(list === "active" || list === "inactive", "/list", "must be active or inactive");
  check.done();
}

/** The flags an operation relies on; they make a status what it is. */
export const flagNames: readonly (keyof Status)[] = [
  "list",
  "connects",
  "bills",
  "billsUnusedDays",
  "settable",
];

export function sameFlags(one: Status, other: Status): boolean {
  return flagNames.every((flag) => one[flag] === other[flag]);
}
