import { type Expression, type FormulaName, formulaNames, parse } from "./formula-syntax.ts";
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

/**
 * Reads a formula that is to be kept: what can give no amount whatever its names are worth is refused as well, and
 * where.
 */
export function checkFormula(text: string): Parsed {
  const parsed = parse(text);
  if ("problem" in parsed) return parsed;
  const fault = constantFault(parsed.formula);
  return fault === null ? parsed : { problem: faultWords[fault.problem], at: fault.at };
}

export type Computed =
  | { readonly amountCents: Centavos }
  /** Why there is no amount, and at which sign of the formula. */
  | { readonly problem: "division-by-zero" | "overflow"; readonly at: number };

type Problem = Extract<Computed, { problem: unknown }>["problem"];

const faultWords: Readonly<Record<Problem, string>> = {
  "division-by-zero": "divides by zero",
  overflow: "becomes larger than any amount",
};

/** The amount, rounded half up to a centavo and never below nothing. Computed in exact fractions. */
export function computeFormula(formula: Formula, values: FormulaValues): Computed {
  try {
    const result = evaluate(formula, values);
    const cents = roundHalfUp(result.top * 100n, result.bottom);
    return { amountCents: cents > 0n ? cents : 0n };
  } catch (error) {
    if (error instanceof Fault) return { problem: error.problem, at: error.at };
    throw error;
  }
}

/** Ends the computing of a formula at the sign that has no result. */
class Fault extends Error {
  override readonly name = "Fault";
  readonly problem: Problem;
  readonly at: number;
  constructor(problem: Problem, at: number) {
    super(problem);
    this.problem = problem;
    this.at = at;
  }
}

/** The first part without a name that has no result; null where each has one. */
function constantFault(formula: Expression): { problem: Problem; at: number } | null {
  for (const part of partsOf(formula)) {
    const isDivision = part.kind === "product" && part.sign === "/";
    // Whatever is divided, by nothing it gives no amount.
    const known = isDivision && isConstant(part.right) ? { ...part, left: one } : part;
    if (!isConstant(known)) continue;
    const computed = computeFormula(known, nothing);
    if ("problem" in computed) return computed;
  }
  return null;
}

const one: Expression = { kind: "number", digits: 1n, decimals: 0 };
const isConstant = (formula: Expression) => partsOf(formula).every(({ kind }) => kind !== "name");
const nothing = Object.fromEntries(formulaNames.map((name) => [name, 0n])) as FormulaValues;

/** An expression and all within it, the innermost first. */
function partsOf(formula: Expression): readonly Expression[] {
  switch (formula.kind) {
    case "number":
    case "name":
      return [formula];
    case "negative":
      return [...partsOf(formula.of), formula];
    case "choice":
      return [...formula.of.flatMap(partsOf), formula];
    case "sum":
    case "product":
      return [...partsOf(formula.left), ...partsOf(formula.right), formula];
  }
}

/** An exact fraction; the bottom is above nothing. */
type Fraction = { readonly top: bigint; readonly bottom: bigint };

/** A thousand billion reais: nothing on the way to a fine is larger. */
const largest = 10n ** 15n;

const money: ReadonlySet<FormulaName> = new Set([
  "valor_plano",
  "valor_pagar",
  "beneficio",
  "taxa_instalacao",
  "parcelas_abertas",
]);

function evaluate(formula: Expression, values: FormulaValues): Fraction {
  switch (formula.kind) {
    case "number":
      return { top: formula.digits, bottom: 10n ** BigInt(formula.decimals) };
    case "name":
      return { top: values[formula.name], bottom: money.has(formula.name) ? 100n : 1n };
    case "negative": {
      const value = evaluate(formula.of, values);
      return { ...value, top: -value.top };
    }
    case "choice":
      return choose(formula, values);
    case "sum":
    case "product":
      return bounded(combine(formula, values), formula.at);
  }
}

function bounded(result: Fraction, at: number): Fraction {
  const size = result.top < 0n ? -result.top : result.top;
  if (size > largest * result.bottom) throw new Fault("overflow", at);
  return result;
}

function choose(
  { of, wants }: Extract<Expression, { kind: "choice" }>,
  values: FormulaValues,
): Fraction {
  const all = of.map((each) => evaluate(each, values));
  return all.reduce((best, next) => {
    const isLess = next.top * best.bottom < best.top * next.bottom;
    return isLess === (wants === "min") ? next : best;
  });
}

function combine(
  { left, right, sign, at }: Extract<Expression, { kind: "sum" | "product" }>,
  values: FormulaValues,
): Fraction {
  const [a, b] = [evaluate(left, values), evaluate(right, values)];
  switch (sign) {
    case "+":
      return { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom };
    case "-":
      return { top: a.top * b.bottom - b.top * a.bottom, bottom: a.bottom * b.bottom };
    case "*":
      return { top: a.top * b.top, bottom: a.bottom * b.bottom };
    case "/":
      return quotient(a, b, at);
  }
}

function quotient(a: Fraction, b: Fraction, at: number): Fraction {
  if (b.top === 0n) throw new Fault("division-by-zero", at);
  const top = a.top * b.bottom;
  const bottom = a.bottom * b.top;
  return bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom };
}
