import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { listAttributes, type NamedAttribute, putAttribute, putPacket } from "./attributes.ts";
import {
  hasValidRequestAuthenticator,
  checkMessageAuthenticator,
  sharedSecret,
} from "./authenticator.ts";
import { packetCode } from "./codes.ts";
import { type AttributeName, dictionary } from "./dictionary/dictionary.ts";
import { controlRequest } from "./control.ts";
import { decodePacket, maxPacketBytes, type Packet } from "./packet.ts";
import { vendorOctets } from "./reader.ts";
import { type AttributeValue, ipv6Octets, ipv6Of, ipv6PrefixOf } from "./values.ts";
import { begin, packetWriter, putOctets, putVendorOctets, seal } from "./writer.ts";

const octetString = (minLength: number, maxLength: number): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ minLength, maxLength }).map((value) => Buffer.from(value));
const text = fc.string({ unit: "grapheme", maxLength: 40 });
const ipv4 = fc.ipV4();
const ipv6 = octetString(16, 16).map(ipv6Of);

const byKind: Record<string, fc.Arbitrary<AttributeValue>> = {
  text,
  octets: octetString(1, 100),
  integer: fc.nat(0xffffffff),
  date: fc.nat(0xffffffff),
  ipv4,
  ipv6,
  "ipv6-prefix": ipv6.map((address) => `${address}/128`),
  "interface-id": octetString(8, 8),
};

const writable = dictionary.filter(
  ({ kind, flag, name }) =>
    kind !== "vendor" && flag === undefined && name !== "Message-Authenticator",
);

const anyAttribute: fc.Arbitrary<NamedAttribute> = fc
  .constantFrom(...writable)
  .chain(({ name, kind }) =>
    byKind[kind]!.map((value) => ({ name: name as AttributeName, value })),
  );

describe("attributes by the dictionary", () => {
  it("come back as they were written, of every vendor and kind", () => {
    fc.assert(
      fc.property(fc.array(anyAttribute, { maxLength: 20 }), (attributes) => {
        const writer = packetWriter();
        expect(putPacket(writer, packetCode.accessAccept, 7, attributes)).to.equal(true);
        const packet = decodePacket(seal(writer)) as Packet;
        expect(packet).to.include({ code: packetCode.accessAccept, identifier: 7 });
        expect(listAttributes(packet)).to.deep.equal(attributes);
      }),
      { numRuns: 2_000 },
    );
  });

  it("refuse a value that does not fit their kind", () => {
    const writer = packetWriter();
    begin(writer, packetCode.accessAccept, 0);
    const refused: readonly NamedAttribute[] = [
      { name: "Framed-IP-Address", value: "10.0.0.256" },
      { name: "Framed-IP-Address", value: "10.0.0" },
      { name: "Framed-IPv6-Prefix", value: "2001:db8::/129" },
      { name: "Framed-IPv6-Prefix", value: "2001:db8::1::/64" },
      { name: "Session-Timeout", value: -1 },
      { name: "Session-Timeout", value: 2 ** 32 },
      { name: "User-Name", value: 7 },
      { name: "User-Name", value: "a".repeat(254) },
    ];
    for (const attribute of refused) expect(putAttribute(writer, attribute)).to.equal(false);
    expect(writer.length).to.equal(20);
  });

  it("never make a packet longer than 4096 octets", () => {
    const writer = packetWriter();
    begin(writer, packetCode.accessAccept, 0);
    while (putOctets(writer, 25, Buffer.alloc(253)));
    while (putVendorOctets(writer, 14988, 8, Buffer.alloc(7)));
    while (putOctets(writer, 25, Buffer.alloc(0)));
    expect(writer.length).to.be.within(maxPacketBytes - 1, maxPacketBytes);
    expect(decodePacket(seal(writer))).to.be.an("object");
  });

  it("are found by vendor and number", () => {
    const writer = packetWriter();
    putPacket(writer, packetCode.accessAccept, 1, [
      { name: "User-Name", value: "ana" },
      { name: "MS-Primary-DNS-Server", value: "10.0.0.1" },
      { name: "Mikrotik-Rate-Limit", value: "10M/50M" },
    ]);
    const packet = decodePacket(seal(writer)) as Packet;
    expect(vendorOctets(packet, 14988, 8)?.toString()).to.equal("10M/50M");
    expect(vendorOctets(packet, 14988, 9)).to.equal(undefined);
  });
});

describe("IPv6 addresses", () => {
  it("are written as RFC 5952 wants and read back", () => {
    expect(ipv6Of(ipv6Octets("2001:0db8:0:0:1:0:0:1")!)).to.equal("2001:db8::1:0:0:1");
    expect(ipv6Of(ipv6Octets("::")!)).to.equal("::");
    expect(ipv6Of(ipv6Octets("fe80::1")!)).to.equal("fe80::1");
    expect(ipv6Octets("1:2:3")).to.equal(undefined);
    expect(ipv6Octets("1:2:3:4:5:6:7:8::")).to.equal(undefined);
  });

  it("of a prefix name the network, though the access server wrote its own address (RFC 3162)", () => {
    const prefix = (bits: number, address: string) =>
      ipv6PrefixOf(Buffer.concat([Buffer.from([0, bits]), ipv6Octets(address)!]));
    expect(prefix(60, "2001:db8:1:2ff::9")).to.equal("2001:db8:1:2f0::/60");
    expect(prefix(128, "2001:db8::9")).to.equal("2001:db8::9/128");
    expect(prefix(0, "ff::")).to.equal("::/0");
  });
});

describe("a Disconnect-Request", () => {
  it("names the session, carries its time and is signed twice", () => {
    const key = sharedSecret(Buffer.from("0123456789abcdefghijklmn"));
    const target = {
      username: "ana",
      acctSessionId: "8100a2",
      nasPortId: "ether1",
      framedAddress: "10.1.2.3",
    };
    const stamp = { identifier: 5, at: new Date("2026-03-01T09:00:00.700Z") };
    const packet = decodePacket(
      controlRequest(packetWriter(), { kind: "disconnect", target }, stamp, key),
    ) as Packet;
    expect(hasValidRequestAuthenticator(packet, key)).to.equal(true);
    expect(checkMessageAuthenticator(packet, key)).to.equal("valid");
    expect(listAttributes(packet).slice(1)).to.deep.equal([
      { name: "User-Name", value: "ana" },
      { name: "Acct-Session-Id", value: "8100a2" },
      { name: "NAS-Port-Id", value: "ether1" },
      { name: "Framed-IP-Address", value: "10.1.2.3" },
      { name: "Event-Timestamp", value: 1_772_355_600 },
    ]);
  });
});
