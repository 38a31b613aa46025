import { createHmac } from "node:crypto";
import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import {
  checkMessageAuthenticator,
  checkReplyMessageAuthenticator,
  hasValidRequestAuthenticator,
  hasValidResponseAuthenticator,
  putMessageAuthenticator,
  sharedSecret,
  signAccessRequest,
  signReply,
  signRequest,
} from "./authenticator.ts";
import { attributeNumber, packetCode } from "./codes.ts";
import { authenticatorOf, decodePacket, type Packet } from "./packet.ts";
import { integer, ipv4, octets, text } from "./reader.ts";
import { decodeUserPassword, encodeUserPassword } from "./user-password.ts";
import { begin, packetWriter, putInteger, putOctets, putText } from "./writer.ts";

function hex(digits: string): Buffer {
  return Buffer.from(digits.replaceAll(/\s/g, ""), "hex");
}

function decoded(bytes: Buffer): Packet {
  return decodePacket(Buffer.from(bytes)) as Packet;
}

// RFC 2865 7.1: nemo logs in with the password arctangent.
const request = hex(`01 00 00 38 0f 40 3f 94 73 97 80 57 bd 83 d5 cb 98 f4 22 7a
  01 06 6e 65 6d 6f 02 12 0d be 70 8d 93 d4 13 ce 31 96 e4 3f 78 2a 0a ee
  04 06 c0 a8 01 10 05 06 00 00 00 03`);
const accept = hex(`02 00 00 26 86 fe 22 0e 76 24 ba 2a 10 05 f6 bf 9b 55 e0 b2
  06 06 00 00 00 01 0f 06 00 00 00 00 0e 06 c0 a8 01 03`);
const key = sharedSecret(Buffer.from("xyzzy5461"));

describe("the example of RFC 2865 7.1", () => {
  it("is read with its attributes and its password", () => {
    const packet = decoded(request);
    expect(text(packet, attributeNumber.userName)).to.equal("nemo");
    expect(ipv4(packet, attributeNumber.nasIpAddress)).to.equal("192.168.1.16");
    expect(integer(packet, attributeNumber.nasPort)).to.equal(3);
    const hidden = octets(packet, attributeNumber.userPassword)!;
    expect(decodeUserPassword(hidden, authenticatorOf(packet), key)?.toString()).to.equal(
      "arctangent",
    );
  });

  it("has the Response Authenticator that the RFC prints", () => {
    const writer = packetWriter();
    begin(writer, packetCode.accessAccept, 0);
    putInteger(writer, 6, 1);
    putInteger(writer, 15, 0);
    putOctets(writer, 14, Buffer.from([192, 168, 1, 3]));
    expect(signReply(writer, authenticatorOf(decoded(request)), key)).to.deep.equal(accept);
    expect(
      hasValidResponseAuthenticator(decoded(accept), authenticatorOf(decoded(request)), key),
    ).to.equal(true);
  });
});

describe("the User-Password", () => {
  it("comes back for every password and secret, without trailing zero octets", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 128 }),
        fc.uint8Array({ minLength: 1, maxLength: 80 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        (password, secret, authenticator) => {
          fc.pre(password.at(-1) !== 0);
          const shared = sharedSecret(Buffer.from(secret));
          const random = Buffer.from(authenticator);
          const hidden = encodeUserPassword(Buffer.from(password), random, shared)!;
          expect(decodeUserPassword(hidden, random, shared)).to.deep.equal(Buffer.from(password));
        },
      ),
    );
  });

  it("is refused when it is empty, longer than 128 octets or no whole number of blocks (S3)", () => {
    const random = Buffer.alloc(16);
    for (const length of [0, 1, 15, 17, 144, 253])
      expect(decodeUserPassword(Buffer.alloc(length), random, key)).to.equal(undefined);
    expect(encodeUserPassword(Buffer.alloc(129), random, key)).to.equal(undefined);
  });
});

describe("the Message-Authenticator", () => {
  it("is HMAC-MD5 over the packet with the field as zeros", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.string(), (secret, name) => {
        const shared = sharedSecret(Buffer.from(secret));
        const random = Buffer.alloc(16, 7);
        const writer = packetWriter();
        begin(writer, packetCode.accessRequest, 9);
        putMessageAuthenticator(writer);
        putText(writer, attributeNumber.userName, name);
        const bytes = Buffer.from(signAccessRequest(writer, random, shared));
        const zeroed = Buffer.from(bytes).fill(0, 22, 38);
        const expected = createHmac("md5", Buffer.from(secret)).update(zeroed).digest();
        expect(bytes.subarray(22, 38)).to.deep.equal(expected);
        expect(checkMessageAuthenticator(decoded(bytes), shared)).to.equal("valid");
      }),
    );
  });

  it("is wrong after any change of the packet, and absent where there is none", () => {
    const writer = packetWriter();
    begin(writer, packetCode.accessRequest, 9);
    putMessageAuthenticator(writer);
    putText(writer, attributeNumber.userName, "ana");
    const bytes = Buffer.from(signAccessRequest(writer, Buffer.alloc(16, 7), key));
    bytes[bytes.length - 1] = 98;
    expect(checkMessageAuthenticator(decoded(bytes), key)).to.equal("wrong");
    expect(checkMessageAuthenticator(decoded(request), key)).to.equal("absent");
  });

  it("is the first attribute of a reply and right for the request it answers (S9)", () => {
    const writer = packetWriter();
    const random = authenticatorOf(decoded(request));
    begin(writer, packetCode.accessReject, 0);
    putMessageAuthenticator(writer);
    putText(writer, attributeNumber.replyMessage, "no");
    const reply = decoded(signReply(writer, random, key));
    expect(reply.bytes[20]).to.equal(attributeNumber.messageAuthenticator);
    expect(checkReplyMessageAuthenticator(reply, random, key)).to.equal("valid");
    expect(hasValidResponseAuthenticator(reply, random, key)).to.equal(true);
    expect(checkReplyMessageAuthenticator(reply, Buffer.alloc(16), key)).to.equal("wrong");
  });
});

describe("a request that authenticates itself", () => {
  it("is accepted under its own secret only", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.string({ maxLength: 60 }), (withMessageAuthenticator, name) => {
        const writer = packetWriter();
        begin(writer, packetCode.accountingRequest, 3);
        if (withMessageAuthenticator) putMessageAuthenticator(writer);
        putText(writer, attributeNumber.userName, name);
        const packet = decoded(signRequest(writer, key));
        expect(hasValidRequestAuthenticator(packet, key)).to.equal(true);
        expect(checkMessageAuthenticator(packet, key)).to.equal(
          withMessageAuthenticator ? "valid" : "absent",
        );
        const other = sharedSecret(Buffer.from("another secret"));
        expect(hasValidRequestAuthenticator(packet, other)).to.equal(false);
      }),
    );
  });
});
