/** Modulo 10 as boletos use it: weights 2 and 1 from the right, and the digits of each product count. */
export function modulo10(digits: string): number {
  const sum = fromRight(digits).reduce((total, digit, index) => {
    const product = digit * (index % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** What is left of a number by modulo 11, with weights from 2 up to the largest and again from 2. */
export function remainder11(digits: string, largestWeight = 9): number {
  const weights = largestWeight - 1;
  const sum = fromRight(digits).reduce(
    (total, digit, index) => total + digit * (2 + (index % weights)),
    0,
  );
  return sum % 11;
}

function fromRight(digits: string): readonly number[] {
  return Array.from(digits, Number).toReversed();
}
