/** Which of the five bars or spaces of a digit are wide: two of five, interleaved (ITF). */
const wide = [
  "00110",
  "10001",
  "01001",
  "11000",
  "00101",
  "10100",
  "01100",
  "00011",
  "10010",
  "01010",
] as const;

const wideModules = 3;

export type Bar = { readonly at: number; readonly width: number };

/** The dark bars of an even number of digits, in modules from the left, and how many modules all of it takes. */
export function barsOf(digits: string): {
  readonly bars: readonly Bar[];
  readonly modules: number;
} {
  if (!/^(?:\d\d)+$/.test(digits)) throw new RangeError("only pairs of digits have bars");
  const pairs = digits.match(/\d\d/g) ?? [];
  // Begins with four narrow ones; ends with a wide bar, a narrow space and a narrow bar.
  const widths = [1, 1, 1, 1, ...pairs.flatMap(pairWidths), wideModules, 1, 1];
  const bars: Bar[] = [];
  let at = 0;
  widths.forEach((width, index) => {
    if (index % 2 === 0) bars.push({ at, width });
    at += width;
  });
  return { bars, modules: at };
}

/** The first digit in the bars, the second in the spaces between them. */
function pairWidths(pair: string): readonly number[] {
  const [dark = "", light = ""] = Array.from(pair, (digit) => wide[Number(digit)] ?? "");
  return Array.from(dark, (mark, index) => [widthOf(mark), widthOf(light[index])]).flat();
}

function widthOf(mark: string | undefined): number {
  return mark === "1" ? wideModules : 1;
}
