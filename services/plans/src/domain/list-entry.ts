import { fieldCheck } from "./errors.ts";

export const listNames = ["salesperson", "cancellation-reason"] as const;
export type ListName = (typeof listNames)[number];

/** An entry of a short list that forms choose from (C17). */
export type ListEntry = {
  readonly id: string;
  readonly version: bigint;
  readonly list: ListName;
  /** Empty where it serves every business unit. */
  readonly businessUnitId: string;
  readonly name: string;
  /** Not offered any more; what names it keeps it. */
  readonly archived: boolean;
};

export type NewListEntry = Omit<ListEntry, "id" | "version">;

const longestName = 120;

export function checkListEntry({ list, name }: NewListEntry): void {
  const check = fieldCheck();
  check.require(listNames.includes(list), "/list", "must be one of the lists");
  check.require(name.trim() !== "" && name.length <= longestName, "/name", "must be given");
  check.done();
}
