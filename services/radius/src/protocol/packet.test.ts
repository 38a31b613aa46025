import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { listAttributes } from "./attributes.ts";
import { decodePacket, isMalformed, type Malformed, type Packet } from "./packet.ts";

const reasons: readonly Malformed[] = [
  "too-short",
  "length-too-small",
  "length-too-large",
  "length-beyond-datagram",
  "attribute-too-short",
  "attribute-beyond-packet",
  "too-many-attributes",
  "vendor-attribute",
  "tagged-attribute",
  "message-authenticator",
];

function packet(attributes: readonly number[], length = 20 + attributes.length): Buffer {
  const bytes = Buffer.alloc(20 + attributes.length);
  bytes[0] = 1;
  bytes.writeUInt16BE(length, 2);
  bytes.set(attributes, 20);
  return bytes;
}

/** A datagram that counts how often one of its octets is looked at: the work that it makes. */
function counted(octets: Buffer) {
  let reads = 0;
  const datagram = new Proxy(octets, {
    get(target, key) {
      if (typeof key === "string" && /^\d+$/.test(key)) reads += 1;
      return Reflect.get(target, key, target) as unknown;
    },
  });
  return { datagram, reads: () => reads };
}

describe("decoding a datagram", () => {
  it("ignores what follows the length of the packet (S10)", () => {
    const datagram = Buffer.concat([packet([1, 3, 97]), Buffer.from("trailing")]);
    const decoded = decodePacket(datagram) as Packet;
    expect(decoded.bytes).to.have.length(23);
    expect(listAttributes(decoded)).to.deep.equal([{ name: "User-Name", value: "a" }]);
  });

  it("refuses lengths below 20, above 4096 and beyond the datagram (S10)", () => {
    expect(decodePacket(Buffer.alloc(19))).to.equal("too-short");
    expect(decodePacket(packet([], 19))).to.equal("length-too-small");
    expect(decodePacket(packet(Array.from({ length: 4077 }, () => 1)))).to.equal(
      "length-too-large",
    );
    expect(decodePacket(packet([1, 3, 97], 24))).to.equal("length-beyond-datagram");
  });

  it("refuses attributes of length 0 or 1 and attributes beyond the end (S11)", () => {
    expect(decodePacket(packet([1, 0]))).to.equal("attribute-too-short");
    expect(decodePacket(packet([1, 1, 97]))).to.equal("attribute-too-short");
    expect(decodePacket(packet([1]))).to.equal("attribute-too-short");
    expect(decodePacket(packet([1, 4, 97]))).to.equal("attribute-beyond-packet");
  });

  it("takes 200 attributes and refuses one more (S11)", () => {
    const attributes = (count: number): number[] =>
      Array.from({ length: count }, () => [33, 3, 0]).flat();
    expect(isMalformed(decodePacket(packet(attributes(200))))).to.equal(false);
    expect(decodePacket(packet(attributes(201)))).to.equal("too-many-attributes");
  });

  it("looks no further into 2,000 tiny attributes than into the first that is too many (S11)", () => {
    const tiny = (count: number) => packet(Array.from({ length: count }, () => [33, 2]).flat());
    const flood = counted(tiny(2_000));
    const enough = counted(tiny(201));
    expect(decodePacket(flood.datagram)).to.equal("too-many-attributes");
    expect(decodePacket(enough.datagram)).to.equal("too-many-attributes");
    expect(flood.reads()).to.equal(enough.reads()).and.to.be.within(201, 1_000);
  });

  it("refuses a known vendor's sub-attribute of length 0, 1 or beyond its attribute (S12)", () => {
    const mikrotik = [0, 0, 0x3a, 0x8c];
    const inVendor = (inner: readonly number[]): Buffer =>
      packet([26, 6 + inner.length, ...mikrotik, ...inner]);
    expect(decodePacket(inVendor([8, 0, 1]))).to.equal("vendor-attribute");
    expect(decodePacket(inVendor([8, 1, 1]))).to.equal("vendor-attribute");
    expect(decodePacket(inVendor([8, 4, 1]))).to.equal("vendor-attribute");
    expect(decodePacket(inVendor([8]))).to.equal("vendor-attribute");
    expect(decodePacket(packet([26, 6, ...mikrotik]))).to.equal("vendor-attribute");
    expect(isMalformed(decodePacket(inVendor([8, 3, 49])))).to.equal(false);
  });

  it("leaves the inside of an unknown vendor's attribute alone", () => {
    const decoded = decodePacket(packet([26, 8, 0, 0, 255, 1, 7, 0])) as Packet;
    expect(listAttributes(decoded)).to.deep.equal([
      { name: "Vendor-65281", value: Buffer.from([7, 0]) },
    ]);
  });

  it("refuses a tagged attribute without its tag (S12)", () => {
    expect(decodePacket(packet([81, 2]))).to.equal("tagged-attribute");
  });

  it("refuses a Message-Authenticator that is not sixteen octets long", () => {
    expect(decodePacket(packet([80, 17, ...Array.from({ length: 15 }, () => 0)]))).to.equal(
      "message-authenticator",
    );
  });

  it("never throws and answers with a reason of the closed set, whatever arrives (S14)", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        const decoded = decodePacket(Buffer.from(octets));
        if (isMalformed(decoded)) expect(reasons).to.include(decoded);
        else listAttributes(decoded);
      }),
      { numRuns: 5_000 },
    );
  });

  it("never throws on a packet whose header is right and whose attributes are noise (S14)", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 260 }), (attributes) => {
        const decoded = decodePacket(packet([...attributes]));
        if (isMalformed(decoded)) expect(reasons).to.include(decoded);
        else listAttributes(decoded);
      }),
      { numRuns: 5_000 },
    );
  });

  it("never throws on a good packet with one octet changed (S14)", () => {
    const good = packet([1, 5, 97, 98, 99, 26, 12, 0, 0, 0x3a, 0x8c, 8, 6, 49, 77, 47, 49]);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }), (at, octet) => {
        const changed = Buffer.from(good);
        changed[at] = octet;
        const decoded = decodePacket(changed);
        if (isMalformed(decoded)) expect(reasons).to.include(decoded);
        else listAttributes(decoded);
      }),
      { numRuns: 5_000 },
    );
  });
});
