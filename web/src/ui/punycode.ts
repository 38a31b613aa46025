const base = 36;
const letters = { least: 1, most: 26, skew: 38, damp: 700, firstBias: 72, first: 128 };

/** A domain name as people write it: `xn--so-jos-…` becomes `são-josé…`; what is no such name stays. */
export function toUnicode(name: string): string {
  return name
    .split(".")
    .map((label) => (label.startsWith("xn--") ? (decoded(label.slice(4)) ?? label) : label))
    .join(".");
}

/** The name as servers keep it, in A-labels; nothing where it is none. */
export function toAscii(name: string): string | undefined {
  const typed = name.trim().replace(/\.$/, "").toLowerCase();
  // What an address keeps for itself would be read as something other than a name.
  if (typed === "" || /[\s/?#@:\\%[\]]/u.test(typed)) return undefined;
  try {
    const { hostname } = new URL(`http://${typed}`);
    return isDomainName(hostname) ? hostname : undefined;
  } catch {
    return undefined;
  }
}

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A name of at least two labels, as the services check it. */
export function isDomainName(text: string): boolean {
  const labels = text.split(".");
  const isNumber = /^\d+$/.test(labels.at(-1) ?? "");
  return (
    text.length <= 253 && labels.length > 1 && !isNumber && labels.every((one) => label.test(one))
  );
}

/** RFC 3492, 6.2; nothing where it is not well formed. */
function decoded(text: string): string | undefined {
  const cut = text.lastIndexOf("-");
  const output = text.slice(0, Math.max(cut, 0)).split("");
  let [place, code, bias] = [0, letters.first, letters.firstBias];
  for (let at = cut + 1; at < text.length; ) {
    const read = integerAt(text, at, bias);
    if (read === undefined) return undefined;
    const length = output.length + 1;
    bias = adapted(read.value, length, place === 0 && code === letters.first);
    code += Math.floor((place + read.value) / length);
    place = (place + read.value) % length;
    if (code > 0x10_ff_ff) return undefined;
    output.splice(place, 0, String.fromCodePoint(code));
    place += 1;
    at = read.next;
  }
  return output.join("");
}

/** A number of variable length (RFC 3492, 3.3). */
function integerAt(
  text: string,
  from: number,
  bias: number,
): { readonly value: number; readonly next: number } | undefined {
  let [value, weight] = [0, 1];
  for (let at = from, step = base; at < text.length; at += 1, step += base) {
    const digit = digitOf(text.charCodeAt(at));
    if (digit === undefined || value > 0x7f_ff_ff_ff) return undefined;
    value += digit * weight;
    const threshold = Math.min(Math.max(step - bias, letters.least), letters.most);
    if (digit < threshold) return { value, next: at + 1 };
    weight *= base - threshold;
  }
  return undefined;
}

function digitOf(code: number): number | undefined {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : undefined;
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? letters.damp : 2));
  rest += Math.floor(rest / length);
  let steps = 0;
  while (rest > Math.floor(((base - letters.least) * letters.most) / 2)) {
    rest = Math.floor(rest / (base - letters.least));
    steps += base;
  }
  return steps + Math.floor(((base - letters.least + 1) * rest) / (rest + letters.skew));
}
