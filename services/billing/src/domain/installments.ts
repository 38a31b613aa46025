import type { Centavos, CivilDate } from "@isp/kernel";
import type { StatusPeriod, SubscriptionTerms } from "./subscription-terms.ts";

export type Installment = {
  /** Counted from 1. */
  readonly number: number;
  readonly of: number;
  readonly amountCents: Centavos;
};

type Terms = Pick<SubscriptionTerms, "installFeeCents" | "installments" | "startOn" | "endedOn">;

/** An installation fee in parts that add up to it; the centavos that are left over go on the first ones (R12). */
export function installmentsOf(feeCents: Centavos, count: number): readonly Installment[] {
  if (feeCents <= 0n || count <= 0) return [];
  const each = feeCents / BigInt(count);
  const rest = Number(feeCents % BigInt(count));
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    of: count,
    amountCents: index < rest ? each + 1n : each,
  }));
}

/** What is left of an installation fee when these instalments were billed. */
export function openInstallments(
  { installFeeCents, installments }: Pick<Terms, "installFeeCents" | "installments">,
  billed: readonly number[],
): Centavos {
  const left = without(installmentsOf(installFeeCents, installments), billed);
  return left.reduce((sum, { amountCents }) => sum + amountCents, 0n);
}

/**
 * The instalments that a closing bills, of those that stand on no invoice: one a closing from the first
 * after the start, trial or not, none while it is suspended, all that are left once it has ended (R12).
 */
export function installmentsDue(
  terms: Terms,
  history: readonly StatusPeriod[],
  { on, billed }: { readonly on: CivilDate; readonly billed: readonly number[] },
): readonly Installment[] {
  const { installFeeCents, installments, startOn, endedOn } = terms;
  const left = without(installmentsOf(installFeeCents, installments), billed);
  if (startOn >= on || !wasInService(history, on)) return [];
  if (endedOn !== null && endedOn <= on) return left;
  const holding = history.findLast(({ fromOn }) => fromOn < on);
  return holding?.bills === true ? left.slice(0, 1) : [];
}

/** One whose invoice was taken back is open again, whatever was billed after it. */
function without(all: readonly Installment[], billed: readonly number[]): readonly Installment[] {
  return all.filter(({ number }) => !billed.includes(number));
}

/** Nothing is owed for an installation that nobody has made yet (R20). */
function wasInService(history: readonly StatusPeriod[], on: CivilDate): boolean {
  return history.some(({ bills, fromOn }) => bills && fromOn < on);
}
