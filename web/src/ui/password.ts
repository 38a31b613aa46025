// Without letters and digits that are mistaken for each other when read out on the phone.
const alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

export type RandomBytes = (count: number) => Uint8Array;

/** A password that can be dictated, every character equally likely. */
export function generatePassword(random: RandomBytes, length = 12): string {
  const fair = 256 - (256 % alphabet.length);
  let password = "";
  while (password.length < length) {
    for (const byte of random(length)) {
      if (byte < fair && password.length < length)
        password += alphabet[byte % alphabet.length] ?? "";
    }
  }
  return password;
}

/** Randomness of the browser. */
export function browserRandom(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
