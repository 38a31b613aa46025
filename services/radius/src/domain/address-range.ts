/** An IPv4 network: its mask and the numbers of its first and last address. */
export type AddressRange = {
  readonly netmask: string;
  readonly first: number;
  readonly last: number;
};

/** The number of an IPv4 address, or null where the text is none. */
export function addressNumber(text: string): number | null {
  const parts = text.split(".");
  const isAddress =
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && +part <= 255);
  return isAddress ? parts.reduce((number, part) => number * 256 + Number(part), 0) : null;
}

/** The network that `100.64.0.0/22` names, or null where it names none or an address inside one. */
export function rangeOf(cidr: string): AddressRange | null {
  const [address = "", length = "", ...rest] = cidr.split("/");
  const first = addressNumber(address);
  const bits = /^\d{1,2}$/.test(length) ? Number(length) : 33;
  if (first === null || rest.length > 0 || bits > 32) return null;
  const size = 2 ** (32 - bits);
  if (first % size !== 0) return null;
  return { netmask: addressText(2 ** 32 - size), first, last: first + size - 1 };
}

/** The address of a number. */
export function addressText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
