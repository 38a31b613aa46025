import type { Centavos, CivilDate } from "@isp/kernel";
import type { LadderAct } from "./ladder.ts";

/** What the ladder would do on one day, for somebody to approve. */
export type DefaultDay = {
  readonly id: string;
  readonly businessUnitId: string;
  readonly on: CivilDate;
  readonly version: bigint;
  /** `empty` where nothing is due; `lapsed` where nobody approved it on its day. */
  readonly state: "open" | "approved" | "lapsed" | "empty";
  /** Empty where it approved itself. */
  readonly approvedBy: string;
  readonly approvedAt: Date | null;
};

/**
 * `listed` waits, `excluded` was taken out by a person, `capped` is beyond what one day may do, `person` is
 * for a person to do, `dropped` had no reason left when its turn came.
 */
export type EntryState = "listed" | "excluded" | "capped" | "person" | "done" | "dropped";

export type DefaultEntry = {
  readonly id: string;
  readonly dayId: string;
  readonly businessUnitId: string;
  readonly customerId: string;
  readonly act: LadderAct;
  readonly state: EntryState;
  readonly debtCents: Centavos;
  readonly noticedOn: CivilDate | null;
  /** Why it was dropped, as a code. */
  readonly problem: string;
};

type Ranked = Pick<DefaultEntry, "act" | "noticedOn" | "debtCents" | "customerId">;

/**
 * What a day's list may do: suspensions up to the cap, the oldest notice first and the larger debt before the
 * smaller one; a rescission is always for a person.
 */
export function ranked<Entry extends Ranked>(
  entries: readonly Entry[],
  dailyCap: number,
): readonly (Entry & { readonly state: EntryState })[] {
  let left = dailyCap;
  const stateOf = ({ act }: Entry): EntryState => {
    if (act === "rescind") return "person";
    if (act === "notice") return "listed";
    left -= 1;
    return left >= 0 ? "listed" : "capped";
  };
  return entries
    .toSorted((one, other) => (isBefore(one, other) ? -1 : 1))
    .map((entry) => ({ ...entry, state: stateOf(entry) }));
}

function isBefore(one: Ranked, other: Ranked): boolean {
  const [a, b] = [one.noticedOn ?? "9999-12-31", other.noticedOn ?? "9999-12-31"];
  if (a !== b) return a < b;
  if (one.debtCents !== other.debtCents) return one.debtCents > other.debtCents;
  return one.customerId < other.customerId;
}
