/**
 * Octets that are kept for long, as a text of one character for each. A small Buffer is a view of a pool
 * of 64 kB that every view of it keeps alive: ten thousand replies held most of all that was ever written.
 */
export type KeptOctets = string & { readonly kept: unique symbol };

export function keptOctets(octets: Buffer, from = 0, to = octets.length): KeptOctets {
  return octets.toString("latin1", from, to) as KeptOctets;
}

export function octetsOf(kept: KeptOctets): Buffer {
  return Buffer.from(kept, "latin1");
}
