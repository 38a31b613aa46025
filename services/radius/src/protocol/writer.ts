import { attributeNumber, type PacketCode } from "./codes.ts";
import { headerBytes, maxPacketBytes } from "./packet.ts";

const maxValueBytes = 253;

/** A packet under construction in one reusable buffer. */
export type PacketWriter = { readonly bytes: Buffer; length: number };

export function packetWriter(): PacketWriter {
  return { bytes: Buffer.alloc(maxPacketBytes), length: headerBytes };
}

/** Starts the next packet; what the writer held before is gone. */
export function begin(writer: PacketWriter, code: PacketCode, identifier: number): void {
  writer.bytes[0] = code;
  writer.bytes[1] = identifier;
  writer.bytes.fill(0, 2, headerBytes);
  writer.length = headerBytes;
}

/** False when the value or the packet would be too long; the packet is then unchanged. */
export function putOctets(writer: PacketWriter, type: number, value: Uint8Array): boolean {
  if (!hasRoom(writer, value.length, maxValueBytes)) return false;
  const { bytes, length } = writer;
  bytes[length] = type;
  bytes[length + 1] = value.length + 2;
  bytes.set(value, length + 2);
  writer.length = length + 2 + value.length;
  return true;
}

export function putText(writer: PacketWriter, type: number, value: string): boolean {
  return putOctets(writer, type, Buffer.from(value, "utf8"));
}

export function putInteger(writer: PacketWriter, type: number, value: number): boolean {
  if (!hasRoom(writer, 4, maxValueBytes)) return false;
  const { bytes, length } = writer;
  bytes[length] = type;
  bytes[length + 1] = 6;
  bytes.writeUInt32BE(value >>> 0, length + 2);
  writer.length = length + 6;
  return true;
}

/** One sub-attribute in a Vendor-Specific attribute of its own (RFC 2865 5.26). */
export function putVendorOctets(
  writer: PacketWriter,
  vendor: number,
  type: number,
  value: Uint8Array,
): boolean {
  if (!hasRoom(writer, value.length + 6, maxValueBytes)) return false;
  const { bytes, length } = writer;
  bytes[length] = attributeNumber.vendorSpecific;
  bytes[length + 1] = value.length + 8;
  bytes.writeUInt32BE(vendor, length + 2);
  bytes[length + 6] = type;
  bytes[length + 7] = value.length + 2;
  bytes.set(value, length + 8);
  writer.length = length + 8 + value.length;
  return true;
}

/** Attributes that were encoded before, such as those every login of a plan is answered with. */
export function putEncoded(writer: PacketWriter, encoded: Uint8Array): boolean {
  if (writer.length + encoded.length > maxPacketBytes) return false;
  writer.bytes.set(encoded, writer.length);
  writer.length += encoded.length;
  return true;
}

/** What was written so far without the header, as a copy for `putEncoded`. */
export function encodedAttributes(writer: PacketWriter): Buffer {
  return Buffer.from(writer.bytes.subarray(headerBytes, writer.length));
}

/** Writes the length; only the authenticators are missing then. */
export function seal(writer: PacketWriter): Buffer {
  writer.bytes.writeUInt16BE(writer.length, 2);
  return writer.bytes.subarray(0, writer.length);
}

function hasRoom(writer: PacketWriter, valueBytes: number, most: number): boolean {
  return valueBytes <= most && writer.length + 2 + valueBytes <= maxPacketBytes;
}
