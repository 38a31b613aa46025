import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { checkFormula, computeFormula, formulaNames, parseFormula } from "./formula.ts";

const values = {
  valor_plano: 9_000n,
  valor_pagar: 6_000n,
  beneficio: 36_000n,
  meses_contrato: 12n,
  meses_restantes: 5n,
  dias_restantes: 153n,
  taxa_instalacao: 10_000n,
  parcelas_abertas: 6_667n,
};

const amount = (text: string, over = {}) => {
  const parsed = parseFormula(text);
  if ("problem" in parsed) return parsed.problem;
  const computed = computeFormula(parsed.formula, { ...values, ...over });
  return "problem" in computed ? computed.problem : computed.amountCents;
};

describe("D15: a cancellation formula", () => {
  it("V27: is a fixed amount with a decimal comma, or with points for thousands", () => {
    expect(amount("300,00")).to.equal(30_000n);
    expect(amount("1.500,5")).to.equal(150_050n);
    expect(amount("300")).to.equal(30_000n);
  });

  it("V28: takes the benefit by the months that are left", () => {
    const formula = "beneficio * meses_restantes / meses_contrato";
    expect(amount(formula)).to.equal(15_000n);
    expect(amount(formula, { meses_restantes: 0n })).to.equal(0n);
  });

  it("keeps the usual order of signs, and brackets", () => {
    expect(amount("1 + 2 * 3 - 4 / 2")).to.equal(500n);
    expect(amount("(1 + 2) * (3 - 4 / 2)")).to.equal(300n);
    expect(amount("10 - 2 - 3")).to.equal(500n);
    expect(amount("-2 + 5")).to.equal(300n);
    expect(amount("min(valor_plano; valor_pagar; 100) + max(0,5; 0,25)")).to.equal(6_050n);
  });

  it("rounds half up to a centavo at the end alone, and is never below nothing", () => {
    expect(amount("0,005")).to.equal(1n);
    expect(amount("1 / 3 * 3")).to.equal(100n);
    expect(amount("5 - 10")).to.equal(0n);
    expect(amount("taxa_instalacao + parcelas_abertas + dias_restantes")).to.equal(31_967n);
  });

  it("says what it divides by nothing with", () => {
    expect(amount("beneficio / meses_contrato", { meses_contrato: 0n })).to.equal(
      "division-by-zero",
    );
    expect(amount("max(1; 1 / 0)")).to.equal("division-by-zero");
  });

  it("is refused where it is none, and never run (S45)", () => {
    const wrong = [
      "",
      "300.00",
      "1,2,3",
      "valor_total",
      "min 1",
      "min()",
      "(1",
      "1)",
      "1 2",
      "2 ** 3",
      "process.exit()",
      "constructor",
      "__proto__",
      "1e5",
      "VALOR_PLANO",
      "1;2",
      "1 +",
      "9".repeat(16),
      "1+".repeat(250),
      `${"(".repeat(33)}1${")".repeat(33)}`,
      `${"-".repeat(40)}1`,
    ];
    for (const text of wrong) expect(parseFormula(text), text).to.have.property("problem");
    expect(parseFormula("1 + x")).to.include({ at: 4 });
  });

  it("S45: names the place of the fault in whatever is tried with it", () => {
    const attacks: readonly (readonly [string, number])[] = [
      ["while(true){}", 11],
      ["for(;;)1", 0],
      ["1 + do", 4],
      ["valor_plano.constructor", 11],
      ["valor_plano['x']", 11],
      ["1 + __proto__", 4],
      ["constructor(1)", 0],
      ["(toString)", 3],
      ["() => 1", 3],
      [`${"(".repeat(10_000)}1${")".repeat(10_000)}`, 500],
      [`${"(".repeat(100)}1${")".repeat(100)}`, 32],
      [`${"-".repeat(100)}1`, 32],
      ["max(".repeat(100), 128],
      ["valor_plano / 0", 12],
      ["1 / (2 - 2)", 2],
      ["valor_pagar + min(1; 3 / 0)", 23],
      [`1 + ${"9".repeat(16)}`, 4],
      ["999999999999999 * 999999999999999", 16],
      [`valor_plano + ${Array.from({ length: 20 }, () => "999999999999999").join(" * ")}`, 30],
    ];
    for (const [text, at] of attacks) {
      const found = checkFormula(text);
      expect(found, text.slice(0, 60)).to.have.property("problem");
      expect(found, text.slice(0, 60)).to.have.property("at", at);
    }
    // What its names are worth decides: it is kept, and says where it has no result when it is computed.
    const fault = (text: string, over = {}) => {
      const parsed = checkFormula(text);
      return "problem" in parsed ? parsed : computeFormula(parsed.formula, { ...values, ...over });
    };
    expect(fault("beneficio / meses_contrato", { meses_contrato: 0n })).to.deep.equal({
      problem: "division-by-zero",
      at: 10,
    });
    expect(fault("valor_plano * 999999999999999")).to.deep.equal({ problem: "overflow", at: 12 });
  });

  it("reads any text without an exception, and computes what it accepts", () => {
    const word = fc.constantFrom(...formulaNames, "min", "max", "(", ")", "+", "-", "*", "/", ";");
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(word, fc.nat().map(String))).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(text, (given) => {
        const result = amount(given);
        expect(["string", "bigint"]).to.include(typeof result);
        if (typeof result === "bigint") expect(result >= 0n).to.equal(true);
      }),
    );
  });

  it("computes exactly: a / b * b is a again", () => {
    const whole = fc.integer({ min: 1, max: 999_999 });
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        expect(amount(`${a} / ${b} * ${b}`)).to.equal(BigInt(a) * 100n);
        expect(amount(`(${a} + ${b}) - ${b}`)).to.equal(BigInt(a) * 100n);
      }),
    );
  });
});
