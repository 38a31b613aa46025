import type { AttributeKind } from "./dictionary/row.ts";

/** RFC 2868 3: tags are 1 to 31; 0 is no tag, and a larger octet already belongs to a text. */
const maxTag = 0x1f;

export type Untagged = { readonly tag: number; readonly octets: Buffer };

/** Takes the tag off a value; an integer's is its highest octet. */
export function untag(kind: AttributeKind, value: Buffer): Untagged {
  const first = value[0] ?? 0;
  if (kind !== "integer")
    return first > maxTag ? { tag: 0, octets: value } : { tag: first, octets: value.subarray(1) };
  if (value.length !== 4) return { tag: 0, octets: value };
  return { tag: first, octets: Buffer.concat([Buffer.alloc(1), value.subarray(1)]) };
}

/** Nothing where the tag is none, or an integer needs its highest octet for itself. */
export function withTag(kind: AttributeKind, tag: number, octets: Buffer): Buffer | undefined {
  if (!Number.isInteger(tag) || tag < 0 || tag > maxTag) return undefined;
  if (kind !== "integer") return Buffer.concat([Buffer.from([tag]), octets]);
  if (octets[0] !== 0) return undefined;
  return Buffer.concat([Buffer.from([tag]), octets.subarray(1)]);
}
