/** True for eleven digits whose two check digits are right. */
export function isCpf(document: string): boolean {
  if (!/^\d{11}$/.test(document) || isOneCharacter(document)) return false;
  const values = valuesOf(document);
  return [9, 10].every((length) => values[length] === checkDigit(values.slice(0, length), 12));
}

/** True for a numeric or alphanumeric CNPJ whose two check digits are right. */
export function isCnpj(document: string): boolean {
  if (!/^[0-9A-Z]{12}\d{2}$/.test(document) || isOneCharacter(document)) return false;
  const values = valuesOf(document);
  return [12, 13].every((length) => values[length] === checkDigit(values.slice(0, length), 9));
}

// A letter counts as its place in the ASCII table less 48, so digits keep their own value.
function valuesOf(document: string): number[] {
  return document.split("").map((character) => character.charCodeAt(0) - 48);
}

// Weights rise from 2 at the right; a CNPJ's start again at 2 after 9, a CPF's never get that far.
function checkDigit(values: readonly number[], largestWeight: number): number {
  const span = largestWeight - 1;
  const sum = values.reduce((total, value, at) => {
    const fromRight = values.length - 1 - at;
    return total + value * (2 + (fromRight % span));
  }, 0);
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

function isOneCharacter(document: string): boolean {
  return new Set(document).size === 1;
}
