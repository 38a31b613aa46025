/** Writes centavos as money of the language: `1.234,50`. */
export function formatCents(cents: number, language: string): string {
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(cents / 100);
}

/** Reads money as people type it, with a decimal comma: `25`, `25,00` and `1.234,5`; nothing else. */
export function parseCents(text: string): number | undefined {
  const plain = text.trim().replace(/^R\$\s*/, "");
  const match = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(plain);
  if (match === null) return undefined;
  const whole = Number((match[1] ?? "0").replaceAll(".", ""));
  return whole * 100 + Number((match[2] ?? "0").padEnd(2, "0"));
}

/** Reads a money field: nothing while it is blank, and no number where it cannot be read. */
export function typedCents(text: string): number | undefined {
  return text.trim() === "" ? undefined : (parseCents(text) ?? Number.NaN);
}

/** The price after a discount, rounded half up to a centavo and never below zero. */
export function payable(
  priceCents: number,
  discount: { readonly amountCents?: number; readonly percent?: number },
): number {
  const { amountCents } = discount;
  // What cannot be read is no discount yet.
  if (Number.isNaN(amountCents)) return priceCents;
  if (amountCents !== undefined) return Math.max(0, priceCents - amountCents);
  const left = 100 - (discount.percent ?? 0);
  return Math.max(0, Math.floor((priceCents * left) / 100 + 0.5));
}
