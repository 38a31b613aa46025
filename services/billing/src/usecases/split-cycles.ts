import { addDays, type CivilDate } from "@isp/kernel";
import { type BilledPart, type Replaced, standingPart } from "../domain/billed-before.ts";
import { closesOn } from "../domain/cycle.ts";
import type { ProrationBasis } from "../domain/proration.ts";
import type { StatusPeriod, SubscriptionTerms } from "../domain/subscription-terms.ts";
import { chainOf, type Known } from "./chain.ts";
import type { StandingLine } from "./invoice-ports.ts";
import type { Billing } from "./ports.ts";

/** What a cycle was split into before, of a subscription that goes on within it. */
export type Split = {
  readonly chain: readonly Replaced[];
  readonly billed: readonly BilledPart[];
  /** The same of its additional mailboxes, by their rank. */
  readonly seats: ReadonlyMap<number, readonly BilledPart[]>;
};

export const unsplit: Split = { chain: [], billed: [], seats: new Map() };

type About = {
  readonly basis: ProrationBasis;
  /** The closing days by which they may be billed now. */
  readonly closingDays: readonly number[];
  readonly history: ReadonlyMap<string, readonly StatusPeriod[]>;
};

const longestCycle = 31;

/**
 * What was billed before of cycles that are split, for all of a batch at once and mostly for nobody: who is billed
 * from one closing to the next has no such cycle, and only a commercial month depends on it (R4).
 */
export async function splitsOf(
  scope: Pick<Billing, "terms" | "invoices">,
  batch: readonly SubscriptionTerms[],
  { basis, closingDays, history }: About,
): Promise<ReadonlyMap<string, Split>> {
  if (basis === "actual") return new Map();
  const split = batch.filter(
    ({ predecessorId, billedThroughOn: through }) =>
      predecessorId !== "" ||
      (through !== null && !closingDays.every((day) => closesOn(through, day))),
  );
  const members: (Known & { readonly chain: readonly Known[] })[] = [];
  for (const terms of split) {
    const own = history.get(terms.subscriptionId) ?? [];
    const chain = terms.predecessorId === "" ? [] : await chainOf(scope, terms);
    members.push({ terms, history: own, chain });
  }
  const asked = members.flatMap(({ chain, ...own }) => [own, ...chain]);
  const ids = [...new Set(asked.map(({ terms }) => terms.subscriptionId))];
  const lines = Map.groupBy(
    await scope.invoices.standingLines(ids, firstOf(members)),
    ({ line }) => line.subscriptionId,
  );
  const partsOf = (known: Known, kind: "plan" | "mailbox") =>
    (lines.get(known.terms.subscriptionId) ?? [])
      .filter(({ line }) => line.kind === kind)
      .map((standing) => [standing.line.item, partOf(standing, known)] as const);
  const planOf = (known: Known) => partsOf(known, "plan").map(([, part]) => part);
  return new Map(
    members.map(({ chain, ...own }): [string, Split] => {
      const ranks = Map.groupBy(partsOf(own, "mailbox"), ([item]) => Number(item));
      const seats = [...ranks].map(
        ([rank, parts]) => [rank, parts.map(([, part]) => part)] as const,
      );
      const before = chain.map((known) => ({ ...known, billed: planOf(known) }));
      return [
        own.terms.subscriptionId,
        { chain: before, billed: planOf(own), seats: new Map(seats) },
      ];
    }),
  );
}

/** What was billed once its days had passed is given back for an end alone. */
function partOf({ line, isAhead }: StandingLine, { terms, history }: Known): BilledPart {
  return standingPart(line, { endedOn: terms.endedOn, history: isAhead ? history : [] });
}

/** No line of a cycle that any of them goes on in begins before. */
function firstOf(members: readonly Known[]): CivilDate {
  const days = members.map(({ terms }) => terms.billedThroughOn ?? terms.startOn).sort();
  return addDays(days[0] ?? "9999-12-31", -longestCycle);
}
