import type { AttributeDefinition } from "./dictionary/dictionary.ts";
import type { AttributeKind } from "./dictionary/row.ts";
import { ipv4Of, textOf } from "./reader.ts";
import { untag, withTag } from "./tag.ts";

/** Text, a number, or octets; addresses and prefixes are text in their usual notation. */
export type AttributeValue = string | number | Buffer;

type Codec = {
  /** Nothing where the octets do not fit the kind. */
  readonly decode: (octets: Buffer) => AttributeValue | undefined;
  /** Nothing where the value does not fit the kind. */
  readonly encode: (value: string | number) => Buffer | undefined;
};

const integerCodec: Codec = {
  decode: (octets) => (octets.length === 4 ? octets.readUInt32BE(0) : undefined),
  encode: (value) => (typeof value === "number" ? integerOctets(value) : undefined),
};

const octetsCodec: Codec = { decode: (octets) => octets, encode: () => undefined };

const codecs: Record<AttributeKind, Codec> = {
  text: textual(textOf, (value) => Buffer.from(value, "utf8")),
  integer: integerCodec,
  date: integerCodec,
  ipv4: textual((octets) => (octets.length === 4 ? ipv4Of(octets, 0) : undefined), ipv4Octets),
  ipv6: textual((octets) => (octets.length === 16 ? ipv6Of(octets) : undefined), ipv6Octets),
  "ipv6-prefix": textual(ipv6PrefixOf, ipv6PrefixOctets),
  octets: octetsCodec,
  "interface-id": octetsCodec,
  vendor: octetsCodec,
};

/** A value with the tag of its tunnel; 0 where there is none. */
export type TaggedValue = { readonly value: AttributeValue; readonly tag: number };

/**
 * The value by the dictionary; octets where the length does not fit the kind, and what is hidden as it
 * lies on the wire. Never throws.
 */
export function decodeValue({ kind, flag }: AttributeDefinition, octets: Buffer): TaggedValue {
  if (flag === "tagged") {
    const untagged = untag(kind, octets);
    return { value: codecs[kind].decode(untagged.octets) ?? octets, tag: untagged.tag };
  }
  const value = flag === undefined ? codecs[kind].decode(octets) : octets;
  return { value: value ?? octets, tag: 0 };
}

/** The octets of a value, or nothing where it does not fit the kind. Hidden ones are given as octets. */
export function encodeValue(
  { kind, flag }: AttributeDefinition,
  { value, tag }: TaggedValue,
): Buffer | undefined {
  if (Buffer.isBuffer(value)) return value;
  if (flag !== undefined && flag !== "tagged") return undefined;
  const octets = codecs[kind].encode(value);
  return flag === "tagged" && octets !== undefined ? withTag(kind, tag, octets) : octets;
}

function textual(
  decode: (octets: Buffer) => string | undefined,
  encode: (value: string) => Buffer | undefined,
): Codec {
  return { decode, encode: (value) => (typeof value === "string" ? encode(value) : undefined) };
}

function integerOctets(value: number): Buffer | undefined {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) return undefined;
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(value);
  return octets;
}

export function ipv4Octets(address: string): Buffer | undefined {
  const parts = address.split(".");
  if (parts.length !== 4) return undefined;
  if (!parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255))
    return undefined;
  return Buffer.from(parts.map(Number));
}

/** Eight groups without leading zeros, the longest run of zero groups as "::" (RFC 5952). */
export function ipv6Of(octets: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => octets.readUInt16BE(index * 2));
  const { start, length } = longestZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(":");
  return `${hex.slice(0, start).join(":")}::${hex.slice(start + length).join(":")}`;
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0;
    while (groups[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
  }
  return best;
}

export function ipv6Octets(address: string): Buffer | undefined {
  const halves = address.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return Buffer.from(groups.map((group) => group.padStart(4, "0")).join(""), "hex");
}

/**
 * RFC 3162 2.3: a reserved octet, the prefix length, and at most sixteen octets of prefix. What is set
 * behind the prefix must not be; it is left out, or the network could not be found by its name.
 */
export function ipv6PrefixOf(octets: Buffer): string | undefined {
  const prefixLength = octets[1];
  if (prefixLength === undefined || octets.length > 18 || prefixLength > 128) return undefined;
  if (octets.length - 2 < Math.ceil(prefixLength / 8)) return undefined;
  const address = Buffer.alloc(16);
  octets.copy(address, 0, 2, 2 + Math.ceil(prefixLength / 8));
  if (prefixLength % 8 > 0) {
    const last = Math.floor(prefixLength / 8);
    address[last] = (address[last] ?? 0) & (0xff00 >> (prefixLength % 8));
  }
  return `${ipv6Of(address)}/${prefixLength}`;
}

function ipv6PrefixOctets(value: string): Buffer | undefined {
  const [address = "", prefixLength = ""] = value.split("/");
  const octets = ipv6Octets(address);
  if (octets === undefined || !/^[0-9]{1,3}$/.test(prefixLength)) return undefined;
  const bits = Number(prefixLength);
  if (bits > 128) return undefined;
  return Buffer.concat([Buffer.from([0, bits]), octets.subarray(0, Math.ceil(bits / 8))]);
}
