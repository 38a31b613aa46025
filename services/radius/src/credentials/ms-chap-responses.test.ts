import { expect } from "chai";
import { describe, it } from "mocha";
import { md4 } from "./md4.ts";
import {
  authenticatorResponse,
  challengeHash,
  challengeResponse,
  mppeKeys,
  ntPasswordHash,
} from "./ms-chap-responses.ts";

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(" ", ""), "hex");

describe("MD4", () => {
  it("gives the digests of RFC 1320 A.5", () => {
    const digests = {
      "": "31d6cfe0d16ae931b73c59d7e0c089c0",
      a: "bde52cb31de33e46245e05fbdbd6fb24",
      "message digest": "d9130a8164549fe818874806e1c7014b",
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890":
        "e33b4ddc9c38f2199c3e7b164fcc0536",
    };
    for (const [text, digest] of Object.entries(digests))
      expect(md4(Buffer.from(text)).toString("hex")).to.equal(digest);
  });
});

describe("MS-CHAPv2", () => {
  const authenticator = hex("5B5D7C7D7B3F2F3E3C2C602132262628");
  const peer = hex("21402324255E262A28295F2B3A337C7E");
  const passwordHash = ntPasswordHash("clientPass");
  const challenge = challengeHash(peer, authenticator, "User");

  it("gives the values of RFC 2759 9.2", () => {
    expect(passwordHash).to.deep.equal(hex("44EBBA8D5312B8D611474411F56989AE"));
    expect(challenge).to.deep.equal(hex("D02E4386BCE91226"));
    const response = challengeResponse(challenge, passwordHash);
    expect(response).to.deep.equal(hex("82309ECD8D708B5EA08FAA3981CD83544233114A3D85D6DF"));
    expect(authenticatorResponse(passwordHash, response, challenge)).to.equal(
      "S=407A5589115FD0D6209F510FE9C04566932CDA56",
    );
  });

  it("derives the 128-bit server send key of RFC 3079 3.5.3", () => {
    const response = challengeResponse(challenge, passwordHash);
    const { send, receive } = mppeKeys(passwordHash, response);
    expect(send).to.deep.equal(hex("8B7CDC149B993A1BA118CB153F56DCCB"));
    expect(receive).to.have.length(16).and.not.to.deep.equal(send);
  });
});

describe("MS-CHAPv1", () => {
  it("gives the response of RFC 2433 B.2", () => {
    const passwordHash = ntPasswordHash("MyPw");
    expect(passwordHash).to.deep.equal(hex("FC156AF7EDCD6C0EDDE3337D427F4EAC"));
    expect(challengeResponse(hex("102DB5DF085D3041"), passwordHash)).to.deep.equal(
      hex("4E9D3C8F9CFD385D5BF4D3246791956CA4C351AB409A3D61"),
    );
  });
});
