import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { listAttributes, type NamedAttribute, putAttribute } from "./attributes.ts";
import { sharedSecret } from "./authenticator.ts";
import { packetCode } from "./codes.ts";
import { decodePacket, type Packet } from "./packet.ts";
import { decodeSalted, encodeSalted } from "./salted.ts";
import { begin, packetWriter, seal } from "./writer.ts";

const key = sharedSecret(Buffer.from("0123456789abcdefghijklmn"));
const octets = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((value) => Buffer.from(value));

describe("salted attributes (RFC 2868 3.5)", () => {
  it("come back under the same secret and authenticator, and do not show the value", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 8, maxLength: 239 }),
        octets(16),
        fc.nat(0xffff),
        (plain, requestAuthenticator, salt) => {
          const hidden = encodeSalted(plain, { requestAuthenticator, salt }, key)!;
          expect((hidden[0] ?? 0) & 0x80).to.equal(0x80);
          expect(hidden.includes(Buffer.from(plain))).to.equal(false);
          const shown = decodeSalted(hidden, requestAuthenticator, key);
          expect(shown).to.deep.equal(Buffer.from(plain));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("are refused when too long, cut off, or too short to be one", () => {
    const requestAuthenticator = Buffer.alloc(16, 3);
    expect(encodeSalted(Buffer.alloc(240), { requestAuthenticator, salt: 1 }, key)).to.equal(
      undefined,
    );
    for (const length of [0, 1, 2, 17, 19])
      expect(decodeSalted(Buffer.alloc(length), requestAuthenticator, key)).to.equal(undefined);
  });
});

describe("tagged attributes (RFC 2868 3)", () => {
  const roundTrip = (attributes: readonly NamedAttribute[]) => {
    const writer = packetWriter();
    begin(writer, packetCode.accessAccept, 1);
    const isWritten = attributes.map((attribute) => putAttribute(writer, attribute));
    return { isWritten, read: listAttributes(decodePacket(seal(writer)) as Packet) };
  };

  it("keep their tag, as integer and as text, and do without one", () => {
    const attributes: readonly NamedAttribute[] = [
      { name: "Tunnel-Type", value: 13, tag: 1 },
      { name: "Tunnel-Medium-Type", value: 6, tag: 31 },
      { name: "Tunnel-Private-Group-Id", value: "200", tag: 1 },
      { name: "Tunnel-Type", value: 3 },
    ];
    expect(roundTrip(attributes).read).to.deep.equal(attributes);
  });

  it("refuse a tag above 31, and an integer of more than three octets", () => {
    const { isWritten } = roundTrip([
      { name: "Tunnel-Type", value: 13, tag: 32 },
      { name: "Tunnel-Type", value: 0x1000000, tag: 1 },
    ]);
    expect(isWritten).to.deep.equal([false, false]);
  });
});
