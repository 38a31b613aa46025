import { type NamedAttribute, putAttribute } from "../protocol/attributes.ts";
import { packetCode } from "../protocol/codes.ts";
import { begin, encodedAttributes, packetWriter } from "../protocol/writer.ts";

const writer = packetWriter();

/** Attributes without a packet around them. */
export function encodeAttributes(attributes: readonly NamedAttribute[]): Buffer {
  begin(writer, packetCode.accessAccept, 0);
  for (const attribute of attributes) putAttribute(writer, attribute);
  return encodedAttributes(writer);
}
