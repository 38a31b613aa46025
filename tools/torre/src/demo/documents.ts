const cpfWeights = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2];
const cnpjWeights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

/** A prime without 2 and 5 in it, so that every index up to the range gets a base of its own. */
const stride = 982_451_653n;

/** The n-th CPF of a seed: valid check digits, and no two alike within a seed. */
export function cpf(seed: number, index: number): string {
  return withCheckDigits(base(seed, index, 9), cpfWeights);
}

/** The n-th CNPJ of a seed, always the head office (0001). */
export function cnpj(seed: number, index: number): string {
  return withCheckDigits(`${base(seed, index, 8)}0001`, cnpjWeights);
}

function base(seed: number, index: number, digits: number): string {
  const range = 10n ** BigInt(digits);
  const value = (BigInt(seed) * 7_919n + BigInt(index + 1) * stride) % range;
  const text = value.toString().padStart(digits, "0");
  // All digits alike pass the arithmetic and are refused by everybody.
  return /^(\d)\1*$/.test(text) ? `${text.slice(0, -1)}${text.startsWith("9") ? "8" : "9"}` : text;
}

function withCheckDigits(text: string, weights: readonly number[]): string {
  const first = `${text}${checkDigit(text, weights.slice(1))}`;
  return `${first}${checkDigit(first, weights)}`;
}

function checkDigit(text: string, weights: readonly number[]): number {
  const sum = Array.from(text, Number).reduce(
    (total, digit, at) => total + digit * (weights[at] ?? 0),
    0,
  );
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}
