import { type Expression, type FormulaName, parse } from "./formula-syntax.ts";
import { type Centavos, roundHalfUp } from "./money.ts";

export { type FormulaName, formulaNames } from "./formula-syntax.ts";

/** A formula for the fine of a contract that is broken (D15); a fixed amount is one as well. */
export type Formula = Expression;

/** What a formula computes from: money in centavos, months and days as they are. */
export type FormulaValues = Readonly<Record<FormulaName, bigint>>;

export type Parsed =
  | { readonly formula: Formula }
  /** Where it stops being a formula, and why. */
  | { readonly problem: string; readonly at: number };

/**
 * Reads a formula: numbers with a decimal comma, the names of D15, `+ - * / ( )`, and `min` and `max`
 * of values parted by semicolons. Nothing of it is ever run as code.
 */
export function parseFormula(text: string): Parsed {
  return parse(text);
}

export type Computed =
  | { readonly amountCents: Centavos }
  | { readonly problem: "division-by-zero" };

/** The amount, rounded half up to a centavo and never below nothing. Computed in exact fractions. */
export function computeFormula(formula: Formula, values: FormulaValues): Computed {
  const result = evaluate(formula, values);
  if (result === null) return { problem: "division-by-zero" };
  const cents = roundHalfUp(result.top * 100n, result.bottom);
  return { amountCents: cents > 0n ? cents : 0n };
}

/** An exact fraction; the bottom is above nothing. */
type Fraction = { readonly top: bigint; readonly bottom: bigint };

const money: ReadonlySet<FormulaName> = new Set([
  "valor_plano",
  "valor_pagar",
  "beneficio",
  "taxa_instalacao",
  "parcelas_abertas",
]);

/** Null where something is divided by nothing. */
function evaluate(formula: Expression, values: FormulaValues): Fraction | null {
  switch (formula.kind) {
    case "number":
      return { top: formula.digits, bottom: 10n ** BigInt(formula.decimals) };
    case "name":
      return { top: values[formula.name], bottom: money.has(formula.name) ? 100n : 1n };
    case "negative": {
      const value = evaluate(formula.of, values);
      return value === null ? null : { ...value, top: -value.top };
    }
    case "choice":
      return choose(formula, values);
    case "sum":
    case "product":
      return combine(formula, values);
  }
}

function choose(
  { of, wants }: Extract<Expression, { kind: "choice" }>,
  values: FormulaValues,
): Fraction | null {
  const all = of.map((each) => evaluate(each, values));
  return all.reduce((best, next) => {
    if (best === null || next === null) return null;
    const isLess = next.top * best.bottom < best.top * next.bottom;
    return isLess === (wants === "min") ? next : best;
  });
}

function combine(
  { left, right, sign }: Extract<Expression, { kind: "sum" | "product" }>,
  values: FormulaValues,
): Fraction | null {
  const [a, b] = [evaluate(left, values), evaluate(right, values)];
  if (a === null || b === null) return null;
  switch (sign) {
    case "+":
      return { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom };
    case "-":
      return { top: a.top * b.bottom - b.top * a.bottom, bottom: a.bottom * b.bottom };
    case "*":
      return { top: a.top * b.top, bottom: a.bottom * b.bottom };
    case "/":
      return quotient(a, b);
  }
}

function quotient(a: Fraction, b: Fraction): Fraction | null {
  if (b.top === 0n) return null;
  const top = a.top * b.bottom;
  const bottom = a.bottom * b.top;
  return bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom };
}
