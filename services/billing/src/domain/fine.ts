import {
  type Centavos,
  type CivilDate,
  computeFormula,
  dayOfMonth,
  daysBetween,
  type FormulaValues,
  parseFormula,
} from "@isp/kernel";
import { openInstallments } from "./installments.ts";
import type { FineTerms, SubscriptionTerms } from "./subscription-terms.ts";

export type Fine = {
  readonly amountCents: Centavos;
  readonly formula: string;
  readonly values: FormulaValues;
  /** Why nothing is charged although there is a formula; empty otherwise. */
  readonly problem: string;
};

/** A hundred million reais: nobody owes it, and a formula that says so was mistyped. */
const largestCents = 10_000_000_000n;

type Terms = Pick<SubscriptionTerms, "priceCents" | "payableCents"> & FineTerms;

const problems = {
  "division-by-zero": "billing.formula_divides_by_zero",
  overflow: "billing.fine_too_large",
} as const;

/** The day of the end, and which instalments of the installation fee were billed by then. */
export type Ending = { readonly on: CivilDate; readonly installmentsBilled: readonly number[] };

/**
 * The fine for ending a contract on a day. A contract that has run its time is not broken, whatever its
 * formula says; one that binds for no time may still have a fixed fine.
 */
export function fineOf(terms: Terms, ending: Ending): Fine {
  const values = fineValues(terms, ending);
  const none = { amountCents: 0n, formula: terms.fineFormula, values };
  if (terms.fineFormula === "") return { ...none, problem: "" };
  if (terms.validityMonths > 0 && values.dias_restantes === 0n)
    return { ...none, problem: "billing.contract_fulfilled" };
  const parsed = parseFormula(terms.fineFormula);
  if ("problem" in parsed) return { ...none, problem: "billing.formula_invalid" };
  const computed = computeFormula(parsed.formula, values);
  if ("problem" in computed) return { ...none, problem: problems[computed.problem] };
  if (computed.amountCents > largestCents) return { ...none, problem: "billing.fine_too_large" };
  return { ...none, amountCents: computed.amountCents, problem: "" };
}

/** A consumer is bound for a year at most (RGC, Resolução Anatel 765/2023). */
const longestStay = 12;

/**
 * The most that may be asked for leaving on a day: the benefit by the months that are left in full of the time for
 * which a consumer may be bound. What the fine is above it is not owed.
 */
export function legalCapOf(terms: Terms, on: CivilDate): Centavos {
  const { priceCents, payableCents, validityMonths, expiresOn } = terms;
  if (expiresOn === null || validityMonths === 0 || priceCents <= payableCents) return 0n;
  const beyond = Math.max(0, validityMonths - longestStay);
  const bindsUntil = dayOfMonth(expiresOn, -beyond, Number(expiresOn.slice(8)));
  if (bindsUntil <= on) return 0n;
  return (priceCents - payableCents) * BigInt(wholeMonths(on, bindsUntil));
}

/** The benefit is what the discount is worth over the whole time that the contract binds. */
function fineValues(terms: Terms, { on, installmentsBilled }: Ending): FormulaValues {
  const { priceCents, payableCents, validityMonths, installFeeCents, expiresOn } = terms;
  const monthly = priceCents > payableCents ? priceCents - payableCents : 0n;
  const left = expiresOn !== null && expiresOn > on ? expiresOn : on;
  return {
    valor_plano: priceCents,
    valor_pagar: payableCents,
    beneficio: monthly * BigInt(validityMonths),
    meses_contrato: BigInt(validityMonths),
    meses_restantes: BigInt(wholeMonths(on, left)),
    dias_restantes: BigInt(daysBetween(on, left)),
    taxa_instalacao: installFeeCents,
    parcelas_abertas: openInstallments(terms, installmentsBilled),
  };
}

/** Months that are left in full: a month that has begun does not count against the customer. */
function wholeMonths(from: CivilDate, to: CivilDate): number {
  const index = (date: CivilDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  const months = index(to) - index(from);
  const isFull = dayOfMonth(from, months, Number(from.slice(8))) <= to;
  return isFull ? months : months - 1;
}
