import { attributeNumber, type PacketCode } from "./codes.ts";
import {
  type AttributeDefinition,
  type AttributeName,
  definitionOf,
  findDefinition,
  isKnownVendor,
} from "./dictionary/dictionary.ts";
import { headerBytes, type Packet } from "./packet.ts";
import { type AttributeValue, decodeValue, encodeValue } from "./values.ts";
import { begin, type PacketWriter, putOctets, putVendorOctets } from "./writer.ts";

export type NamedAttribute = {
  readonly name: AttributeName;
  readonly value: AttributeValue;
  /** Which tunnel it belongs to (RFC 2868); only for tagged attributes. */
  readonly tag?: number;
};

/** An attribute as read; what the dictionary does not have is called by its numbers. */
export type ReadAttribute = {
  readonly name: string;
  readonly value: AttributeValue;
  readonly tag?: number;
};

/** Every attribute with its name, for people and for tests; the hot path reads by number. */
export function listAttributes({ bytes }: Packet): ReadAttribute[] {
  const found: ReadAttribute[] = [];
  for (let at = headerBytes; at < bytes.length; at += bytes[at + 1] ?? 2) {
    const type = bytes[at] ?? 0;
    const value = bytes.subarray(at + 2, at + (bytes[at + 1] ?? 2));
    if (type === attributeNumber.vendorSpecific) found.push(...vendorAttributes(value));
    else found.push(readAttribute(0, type, value));
  }
  return found;
}

/** False when the value does not fit its kind or the packet is full; nothing is written then. */
export function putAttribute(
  writer: PacketWriter,
  { name, value, tag = 0 }: NamedAttribute,
): boolean {
  const definition = definitionOf(name);
  const octets = encodeValue(definition, { value, tag });
  if (octets === undefined) return false;
  return definition.vendor === 0
    ? putOctets(writer, definition.number, octets)
    : putVendorOctets(writer, definition.vendor, definition.number, octets);
}

/** A whole unsigned packet; false when one of the attributes did not fit. */
export function putPacket(
  writer: PacketWriter,
  code: PacketCode,
  identifier: number,
  attributes: readonly NamedAttribute[],
): boolean {
  begin(writer, code, identifier);
  return attributes.every((attribute) => putAttribute(writer, attribute));
}

function vendorAttributes(value: Buffer): ReadAttribute[] {
  const vendor = value.readUInt32BE(0);
  if (!isKnownVendor(vendor)) return [{ name: `Vendor-${vendor}`, value: value.subarray(4) }];
  const found: ReadAttribute[] = [];
  for (let at = 4; at < value.length; at += value[at + 1] ?? 2) {
    const inner = value.subarray(at + 2, at + (value[at + 1] ?? 2));
    found.push(readAttribute(vendor, value[at] ?? 0, inner));
  }
  return found;
}

function readAttribute(vendor: number, type: number, value: Buffer): ReadAttribute {
  const definition: AttributeDefinition | undefined = findDefinition(vendor, type);
  if (definition === undefined)
    return { name: vendor === 0 ? `Attr-${type}` : `Attr-${vendor}-${type}`, value };
  const { value: decoded, tag } = decodeValue(definition, value);
  return { name: definition.name, value: decoded, ...(tag === 0 ? {} : { tag }) };
}
