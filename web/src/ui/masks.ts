/** Writes what was typed in the shape of a pattern: `0` takes a digit, `A` a digit or a letter. */
export type Mask = {
  readonly format: (raw: string) => string;
  /** What was typed without punctuation, as the API wants it. */
  readonly strip: (text: string) => string;
};

const digitsOf = (text: string) => text.replace(/\D/g, "");

/** A CPF has eleven digits. */
export const cpfMask: Mask = {
  strip: (text) => digitsOf(text).slice(0, 11),
  format: (raw) => fill("000.000.000-00", raw),
};

/** Since 2026 the first twelve places of a CNPJ may be letters; the check digits are digits. */
export const cnpjMask: Mask = {
  strip: stripCnpj,
  format: (raw) => fill("AA.AAA.AAA/AAAA-00", raw),
};

/** A phone with its area code, nine digits for a mobile. */
export const phoneMask: Mask = {
  strip: (text) => digitsOf(text).slice(0, 11),
  format: (raw) => fill(raw.length > 10 ? "(00) 00000-0000" : "(00) 0000-0000", raw),
};

/** A postcode (CEP) has eight digits. */
export const postcodeMask: Mask = {
  strip: (text) => digitsOf(text).slice(0, 8),
  format: (raw) => fill("00000-000", raw),
};

/** Formats a stored document, whichever kind it is. */
export function formatDocument(document: string): string {
  return (document.length === 11 ? cpfMask : cnpjMask).format(document);
}

/** Where the caret goes so that it stays behind the same typed character. */
export function caretAfter(text: string, significant: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (seen >= significant) return at;
    if (isSignificant(text[at])) seen += 1;
  }
  return text.length;
}

/** How many characters before the caret were typed by a person and not put there by the mask. */
export function significantBefore(text: string, caret: number): number {
  return text.slice(0, caret).split("").filter(isSignificant).length;
}

function isSignificant(character: string | undefined): boolean {
  return character !== undefined && /[0-9a-z]/i.test(character);
}

function stripCnpj(text: string): string {
  const kept = text.toUpperCase().replace(/[^0-9A-Z]/g, "");
  return kept.slice(0, 12) + digitsOf(kept.slice(12)).slice(0, 2);
}

function fill(pattern: string, raw: string): string {
  let text = "";
  let at = 0;
  for (const place of pattern) {
    if (at >= raw.length) break;
    if (place === "0" || place === "A") {
      text += raw[at] ?? "";
      at += 1;
    } else {
      text += place;
    }
  }
  return text;
}
