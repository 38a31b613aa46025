import { hash } from "node:crypto";
import { expect } from "chai";
import { describe, it } from "mocha";
import { listAttributes, type NamedAttribute, putPacket } from "../protocol/attributes.ts";
import { sharedSecret } from "../protocol/authenticator.ts";
import { packetCode } from "../protocol/codes.ts";
import { decodePacket, type Packet } from "../protocol/packet.ts";
import { decodeSalted } from "../protocol/salted.ts";
import { decodeUserPassword, encodeUserPassword } from "../protocol/user-password.ts";
import { packetWriter, putEncoded, begin, seal } from "../protocol/writer.ts";
import { checkCredentials, refusalOf } from "./check.ts";
import { challengeHash, challengeResponse, mppeKeys, ntPasswordHash } from "./ms-chap-responses.ts";

const key = sharedSecret(Buffer.from("segredo-da-nas"));
const password = Buffer.from("Pão de Açúcar");
const writer = packetWriter();
const requestAuthenticator = Buffer.from("0123456789abcdef0123456789abcdef", "hex");

function request(attributes: readonly NamedAttribute[]): Packet {
  putPacket(writer, packetCode.accessRequest, 7, attributes);
  const bytes = Buffer.from(seal(writer));
  bytes.set(requestAuthenticator, 4);
  return decodePacket(bytes) as Packet;
}

const check = (attributes: readonly NamedAttribute[], username = "ana") =>
  checkCredentials(request(attributes), username, password, key);

function replyOf(reply: Buffer) {
  begin(writer, packetCode.accessAccept, 0);
  putEncoded(writer, reply);
  return listAttributes(decodePacket(Buffer.from(seal(writer))) as Packet);
}

describe("PAP", () => {
  it("matches the password and no other", () => {
    const hidden = (text: string | Buffer) =>
      encodeUserPassword(Buffer.from(text), requestAuthenticator, key)!;
    const attempt = (value: Buffer) => check([{ name: "User-Password", value }]).matches;
    expect(attempt(hidden(password))).to.equal(true);
    expect(attempt(hidden("Pao de Acucar"))).to.equal(false);
    expect(attempt(Buffer.alloc(15))).to.equal(false);
  });
});

describe("CHAP", () => {
  const answer = (challenge: Buffer, secret = password): Buffer =>
    Buffer.concat([
      Buffer.from([9]),
      hash("md5", Buffer.concat([Buffer.from([9]), secret, challenge]), "buffer"),
    ]);

  it("matches over its own challenge, or over the authenticator where there is none", () => {
    const challenge = Buffer.from("um desafio qualquer");
    const own: NamedAttribute = { name: "CHAP-Challenge", value: challenge };
    const chap = (value: Buffer): NamedAttribute => ({ name: "CHAP-Password", value });
    expect(check([chap(answer(challenge)), own]).matches).to.equal(true);
    expect(check([chap(answer(requestAuthenticator))]).matches).to.equal(true);
    expect(check([chap(answer(challenge))]).matches).to.equal(false);
    expect(check([chap(answer(challenge, Buffer.from("x"))), own]).matches).to.equal(false);
    expect(check([chap(answer(challenge).subarray(1)), own]).matches).to.equal(false);
  });
});

describe("MS-CHAPv2 in RADIUS", () => {
  const challenge = Buffer.alloc(16, 0x41);
  const peer = Buffer.alloc(16, 0x42);
  const passwordHash = ntPasswordHash(password.toString());

  type Twist = { username?: string; secret?: string; peerSent?: Buffer; challengeSent?: Buffer };

  function attempt({ username = "ana", secret, peerSent = peer, challengeSent }: Twist = {}) {
    const used = secret === undefined ? passwordHash : ntPasswordHash(secret);
    const response = challengeResponse(challengeHash(peer, challenge, username), used);
    const message = Buffer.concat([Buffer.from([9, 0]), peerSent, Buffer.alloc(8), response]);
    const attributes: NamedAttribute[] = [
      { name: "MS-CHAP-Challenge", value: challengeSent ?? challenge },
      { name: "MS-CHAP2-Response", value: message },
    ];
    return { response, attributes };
  }

  it("matches, proves the server and hands out the keys of RFC 3079", () => {
    const { attributes, response } = attempt();
    const { matches, reply } = check(attributes);
    expect(matches).to.equal(true);
    const values = Object.fromEntries(replyOf(reply).map(({ name, value }) => [name, value]));
    expect((values["MS-CHAP2-Success"] as Buffer).toString("latin1")).to.match(
      /^\tS=[0-9A-F]{40}$/,
    );
    const { send, receive } = mppeKeys(passwordHash, response);
    const shown = (name: string) =>
      decodeSalted(values[name] as Buffer, requestAuthenticator, key)?.toString("hex");
    expect(shown("MS-MPPE-Send-Key")).to.equal(send.toString("hex"));
    expect(shown("MS-MPPE-Recv-Key")).to.equal(receive.toString("hex"));
    expect(values["MS-MPPE-Encryption-Policy"]).to.equal(1);
  });

  it("goes by the name without its domain", () => {
    expect(check(attempt().attributes, "PROVEDOR\\ana").matches).to.equal(true);
  });

  it("refuses another's hash, a reused response and a flipped peer challenge (S17)", () => {
    const twists: readonly Twist[] = [
      { secret: "outra senha" },
      { username: "bia" },
      { challengeSent: Buffer.alloc(16, 0x43) },
      { peerSent: Buffer.alloc(16, 0x44) },
    ];
    for (const twist of twists) {
      const { attributes } = attempt(twist);
      expect(check(attributes).matches, JSON.stringify(twist)).to.equal(false);
      const refusal = replyOf(refusalOf(request(attributes), "ana"));
      expect(refusal.map(({ name }) => name)).to.deep.equal(["MS-CHAP-Error"]);
    }
  });

  it("proves nothing where challenge or response has another length", () => {
    const [, response] = attempt().attributes;
    const short: NamedAttribute = { name: "MS-CHAP-Challenge", value: Buffer.alloc(15) };
    expect(check([short, response!])).to.deep.equal({ matches: false, reply: Buffer.alloc(0) });
  });
});

describe("MS-CHAP in RADIUS", () => {
  it("matches, and hides the session key as a password is hidden (RFC 2548 2.4.1)", () => {
    const challenge = Buffer.from("102DB5DF085D3041", "hex");
    const passwordHash = ntPasswordHash(password.toString());
    const response = challengeResponse(challenge, passwordHash);
    const message = Buffer.concat([Buffer.from([9, 1]), Buffer.alloc(24), response]);
    const { matches, reply } = check([
      { name: "MS-CHAP-Challenge", value: challenge },
      { name: "MS-CHAP-Response", value: message },
    ]);
    expect(matches).to.equal(true);
    const keys = replyOf(reply).find(({ name }) => name === "MS-CHAP-MPPE-Keys")?.value as Buffer;
    expect(keys).to.have.length(32);
    expect(decodeUserPassword(keys, requestAuthenticator, key)).to.have.length.within(8, 24);
  });
});

describe("a request without any proof", () => {
  it("matches nothing", () => {
    expect(check([]).matches).to.equal(false);
  });
});
