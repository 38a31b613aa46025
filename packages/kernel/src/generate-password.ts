import { randomInt } from "node:crypto";

/** Without those that are mistaken for one another when read aloud or copied by hand. */
const alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const length = 14;

/** A password of 81 bits that a router, a mail client and a phone call all carry. */
export function generatePassword(): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}
