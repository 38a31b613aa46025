import { type Centavos, type CivilDate, daysBetween } from "@isp/kernel";
import { modulo10, remainder11 } from "./check-digits.ts";

/** What a bank must know of a boleto; the free field is the bank's own 25 digits. */
export type BoletoData = {
  readonly bankCode: string;
  readonly dueOn: CivilDate;
  readonly amountCents: Centavos;
  readonly freeField: string;
};

const factorBegins = "1997-10-07";
const [firstFactor, lastFactor] = [1_000, 9_999];
const amountDigits = 10;

/** The largest amount that ten digits hold. */
export const mostBoletoCents: Centavos = 9_999_999_999n;

/**
 * Days since 07/10/1997. After 9999, which was 21/02/2025, it starts over at 1000 (FEBRABAN, "novo fator
 * de vencimento"); a reader takes the date that lies nearest.
 */
export function dueFactor(dueOn: CivilDate): number {
  const days = daysBetween(factorBegins, dueOn);
  if (days < firstFactor) throw new RangeError(`${dueOn} has no due factor`);
  return firstFactor + ((days - firstFactor) % (lastFactor - firstFactor + 1));
}

/** The 44 digits of the barcode (FEBRABAN, "Layout padrão do código de barras"). */
export function barcodeOf({ bankCode, dueOn, amountCents, freeField }: BoletoData): string {
  if (!/^\d{3}$/.test(bankCode) || !/^\d{25}$/.test(freeField)) {
    throw new RangeError("a bank has 3 digits and a free field 25");
  }
  if (amountCents <= 0n || amountCents > mostBoletoCents) {
    throw new RangeError("the amount does not fit a boleto");
  }
  const amount = amountCents.toString().padStart(amountDigits, "0");
  const [before, after] = [`${bankCode}9`, `${dueFactor(dueOn)}${amount}${freeField}`];
  return `${before}${barcodeDigit(before + after)}${after}`;
}

/** Never 0, 10 or 11: those become 1. */
function barcodeDigit(digits: string): number {
  const digit = 11 - remainder11(digits);
  return digit > 9 ? 1 : digit;
}

/** The 47 digits that a person types: five fields, of which the first three are checked by themselves. */
export function typeableLine(barcode: string): string {
  const [head, digit, rest] = [barcode.slice(0, 4), barcode.slice(4, 5), barcode.slice(5, 19)];
  const free = barcode.slice(19);
  const fields = [`${head}${free.slice(0, 5)}`, free.slice(5, 15), free.slice(15, 25)];
  return `${fields.map((field) => `${field}${modulo10(field)}`).join("")}${digit}${rest}`;
}

/** As it is printed: `34191.10121 34567.880058 71234.570001 6 16670000012345`. */
export function printedLine(line: string): string {
  const parts = [line.slice(0, 10), line.slice(10, 21), line.slice(21, 32)];
  const dotted = parts.map((part) => `${part.slice(0, 5)}.${part.slice(5)}`);
  return [...dotted, line.slice(32, 33), line.slice(33)].join(" ");
}
