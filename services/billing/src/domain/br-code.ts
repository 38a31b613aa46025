import type { Centavos } from "@isp/kernel";

/** A charge that any Pix application pays when it is scanned or pasted: fixed amount, own reference. */
export type PixCharge = {
  readonly key: string;
  readonly name: string;
  readonly city: string;
  readonly amountCents: Centavos;
  /** Up to 25 letters and digits; comes back with the payment. */
  readonly reference: string;
};

const [longestName, longestCity] = [25, 15];
/** 13 signs of "9999999999.99" are the most that the amount has. */
export const mostPixCents: Centavos = 999_999_999_999n;

/** "Copia e cola": EMV tag, length and value (Banco Central, "Manual do BR Code"), with its CRC at the end. */
export function brCode({ key, name, city, amountCents, reference }: PixCharge): string {
  if (!/^[A-Za-z0-9]{1,25}$/.test(reference)) throw new RangeError("not a reference of a charge");
  if (amountCents <= 0n || amountCents > mostPixCents) throw new RangeError("not an amount of Pix");
  const body = [
    field("00", "01"),
    field("26", field("00", "br.gov.bcb.pix") + field("01", key)),
    field("52", "0000"),
    field("53", "986"),
    field("54", decimal(amountCents)),
    field("58", "BR"),
    field("59", plainText(name, longestName)),
    field("60", plainText(city, longestCity)),
    field("62", field("05", reference)),
    "6304",
  ].join("");
  return `${body}${crc16(body)}`;
}

function field(tag: string, value: string): string {
  if (value.length > 99) throw new RangeError(`field ${tag} is too long`);
  return `${tag}${String(value.length).padStart(2, "0")}${value}`;
}

function decimal(cents: Centavos): string {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
}

/** Letters without their accents, for readers that know no others; what is left of nothing is a dash. */
export function plainText(text: string, longest: number): string {
  const plain = text
    .normalize("NFD")
    .replace(/[^\x20-\x7E]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return plain.slice(0, longest).trim() || "-";
}

/** CRC-16/CCITT-FALSE in four capital hexadecimal digits: polynomial 1021, begins with FFFF. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, "utf8")) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    }
  }
  return (crc & 0xffff).toString(16).toUpperCase().padStart(4, "0");
}

const digits = 36n;
const referenceLength = 25;

/** The reference of an invoice: its id in 25 letters and digits, from which the id can be read again. */
export function referenceOf(invoiceId: string): string {
  const value = BigInt(`0x${invoiceId.replaceAll("-", "")}`);
  return value.toString(Number(digits)).toUpperCase().padStart(referenceLength, "0");
}
