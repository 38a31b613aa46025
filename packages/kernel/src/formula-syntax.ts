export const formulaNames = [
  "valor_plano",
  "valor_pagar",
  "beneficio",
  "meses_contrato",
  "meses_restantes",
  "dias_restantes",
  "taxa_instalacao",
  "parcelas_abertas",
] as const;

export type FormulaName = (typeof formulaNames)[number];

export type Expression =
  | { readonly kind: "number"; readonly digits: bigint; readonly decimals: number }
  | { readonly kind: "name"; readonly name: FormulaName }
  | { readonly kind: "negative"; readonly of: Expression }
  | { readonly kind: "choice"; readonly wants: "min" | "max"; readonly of: readonly Expression[] }
  | {
      readonly kind: "sum" | "product";
      readonly sign: "+" | "-" | "*" | "/";
      /** Where the sign stands. */
      readonly at: number;
      readonly left: Expression;
      readonly right: Expression;
    };

type Token = { readonly text: string; readonly at: number };

const longest = 500;
const deepest = 32;
const mostDigits = 15;
// A number is `300`, `300,00` or `1.500,00`; `300.00` is not guessed at.
const token =
  /\s*(?:(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\d.,\w])|([a-z_]+)|([-+*/();]))/y;

/** Says where a text stops being a formula. */
class Stop extends Error {
  override readonly name = "Stop";
  readonly at: number;
  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}

export function parse(
  text: string,
): { readonly formula: Expression } | { readonly problem: string; readonly at: number } {
  try {
    if (text.length > longest) throw new Stop(`has more than ${longest} characters`, longest);
    const reader = readerOf(tokensOf(text), text.length);
    const formula = sum(reader, 0);
    const rest = reader.next();
    if (rest !== undefined) throw new Stop(`does not expect ${rest.text} there`, rest.at);
    return { formula };
  } catch (error) {
    if (error instanceof Stop) return { problem: error.message, at: error.at };
    throw error;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) {
      const blanks = text.length - at - text.slice(at).trimStart().length;
      throw new Stop("has a character or number that no formula has", at + blanks);
    }
    const word = found[0].trim();
    tokens.push({ text: word, at: token.lastIndex - word.length });
    at = token.lastIndex;
  }
  return tokens;
}

type Reader = {
  readonly end: number;
  /** Takes the next token, if it is one of these. */
  readonly take: (...texts: readonly string[]) => Token | undefined;
  readonly next: () => Token | undefined;
};

function readerOf(tokens: readonly Token[], end: number): Reader {
  let index = 0;
  return {
    end,
    take(...texts) {
      const found = tokens[index];
      if (found === undefined || !texts.includes(found.text)) return undefined;
      index += 1;
      return found;
    },
    next() {
      const found = tokens[index];
      index += 1;
      return found;
    },
  };
}

const isSign = (text: string): text is "+" | "-" | "*" | "/" => "+-*/".includes(text);

function sum(reader: Reader, depth: number): Expression {
  return chain(reader, depth, { kind: "sum", signs: ["+", "-"], part: product });
}

function product(reader: Reader, depth: number): Expression {
  return chain(reader, depth, { kind: "product", signs: ["*", "/"], part: factor });
}

function chain(
  reader: Reader,
  depth: number,
  rule: {
    readonly kind: "sum" | "product";
    readonly signs: readonly string[];
    readonly part: (reader: Reader, depth: number) => Expression;
  },
): Expression {
  let left = rule.part(reader, depth);
  for (;;) {
    const found = reader.take(...rule.signs);
    const sign = found?.text;
    if (found === undefined || sign === undefined || !isSign(sign)) return left;
    const { at } = found;
    left = { kind: rule.kind, sign, at, left, right: rule.part(reader, depth) };
  }
}

function factor(reader: Reader, depth: number): Expression {
  const found = reader.next();
  if (found === undefined) throw new Stop("ends too early", reader.end);
  if (depth >= deepest) throw new Stop(`is nested deeper than ${deepest}`, found.at);
  const { text, at } = found;
  if (text === "-") return { kind: "negative", of: factor(reader, depth + 1) };
  if (text === "(") return closed(reader, sum(reader, depth + 1));
  if (/^\d/.test(text)) return numberOf(text, at);
  if (text === "min" || text === "max") return choice(reader, text, depth + 1);
  const name = formulaNames.find((known) => known === text);
  if (name === undefined) throw new Stop(`does not know ${text}`, at);
  return { kind: "name", name };
}

function choice(reader: Reader, wants: "min" | "max", depth: number): Expression {
  if (reader.take("(") === undefined) throw new Stop(`expects ( after ${wants}`, reader.end);
  const of = [sum(reader, depth)];
  while (reader.take(";") !== undefined) of.push(sum(reader, depth));
  return closed(reader, { kind: "choice", wants, of });
}

function closed(reader: Reader, inner: Expression): Expression {
  const found = reader.next();
  if (found?.text === ")") return inner;
  throw new Stop("expects ) there", found?.at ?? reader.end);
}

function numberOf(text: string, at: number): Expression {
  const [whole = "", decimals = ""] = text.replaceAll(".", "").split(",");
  if (whole.length + decimals.length > mostDigits) {
    throw new Stop(`has a number of more than ${mostDigits} digits`, at);
  }
  return { kind: "number", digits: BigInt(whole + decimals), decimals: decimals.length };
}
