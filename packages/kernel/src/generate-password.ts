import { randomInt } from "node:crypto";

/** Without those that are mistaken for one another when read aloud or copied by hand. */
const alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const length = 14;

/** Letters and digits drawn by chance that nobody can foretell. */
export function randomWord(letters: string, length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
}

/** A password of 81 bits that a router, a mail client and a phone call all carry. */
export function generatePassword(): string {
  return randomWord(alphabet, length);
}
