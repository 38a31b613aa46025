import type { CivilDate } from "@isp/kernel";

/** What the law leaves a provider to decide about debts, as it stood from a day on. */
export type DefaultLaw = {
  readonly source: string;
  readonly inForceOn: CivilDate;
  /** A customer is suspended this many days after he was told of the debt, at the earliest. */
  readonly noticeDays: number;
  /** The contract may be rescinded after this many days of suspension. */
  readonly suspendedDays: number;
  /** Service is back this many days after the payment became known, at the latest. */
  readonly restoreDays: number;
};

/** Before the first of them nothing here acts. */
const laws: readonly DefaultLaw[] = [
  // Partial after 15 days, total after 30 more, rescission after another 30.
  {
    source: "Resolução Anatel 632/2014, arts. 90-103",
    inForceOn: "2014-07-08",
    noticeDays: 15,
    suspendedDays: 60,
    restoreDays: 1,
  },
  // A notice counts, not the due date; broadband may be suspended whole at once.
  {
    source: "Resolução Anatel 765/2023 (RGC)",
    inForceOn: "2025-09-01",
    noticeDays: 15,
    suspendedDays: 60,
    restoreDays: 1,
  },
];

/** The law of a day. */
export function lawOn(day: CivilDate): DefaultLaw {
  const law = laws.findLast(({ inForceOn }) => inForceOn <= day) ?? laws[0];
  if (law === undefined) throw new Error("there is no law of defaults");
  return law;
}
