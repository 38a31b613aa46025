import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { readAccounting, sessionKey } from "../accounting/read-report.ts";
import { accepts } from "../model/accepts.ts";
import { guesses } from "../model/guesses.ts";
import { ipModel } from "../model/ips.ts";
import { type LoginEntry, loginModel } from "../model/logins.ts";
import type { NasEntry } from "../model/nas-table.ts";
import { openSessions } from "../model/open-sessions.ts";
import {
  checkReplyMessageAuthenticator,
  hasValidResponseAuthenticator,
  putMessageAuthenticator,
  sharedSecret,
  signAccessRequest,
  signRequest,
} from "../protocol/authenticator.ts";
import { packetCode } from "../protocol/codes.ts";
import { authenticatorOf, decodePacket, type Packet } from "../protocol/packet.ts";
import { encodeUserPassword } from "../protocol/user-password.ts";
import { begin, packetWriter, putOctets } from "../protocol/writer.ts";
import { admitAccess, admitAccounting } from "./admit.ts";
import { grants } from "../replies/grants.ts";
import { type AuthModel, authenticate } from "./authenticate.ts";

const key = sharedSecret(Buffer.from("segredo-da-nas"));
const nas: NasEntry = {
  id: "nas",
  name: "NAS",
  address: "127.0.0.1",
  routingPointId: null,
  coaPort: 3_799,
  vendor: "mikrotik",
  requireMessageAuthenticator: true,
  proxy: false,
  key,
};
const ana: LoginEntry = {
  id: "1",
  name: "ana",
  mailDomain: "provedor.example",
  subscriptionId: "s",
  customerId: "c",
  businessUnitId: "u",
  routingPointId: null,
  state: "live",
  service: "on",
  version: 1n,
  macs: [],
  grant: grants()(JSON.stringify({ planId: "p" })),
  password: () => Buffer.from("segredo123"),
};
const ips = ipModel();
const logins = loginModel(ips);
logins.put(ana);
const model: AuthModel = {
  logins,
  ips,
  units: { find: () => undefined },
  classes: { find: () => undefined },
  pools: { take: () => undefined },
  open: openSessions(),
  accepts: accepts(),
  guesses: guesses(),
  periodOf: () => "other",
  intervalMs: 600_000,
};
const now = Date.parse("2026-03-01T09:00:00Z");

/** Attributes of any type and content, as a holder of the shared secret could send them. */
const attributes = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 255 }), fc.uint8Array({ maxLength: 253 })),
  { maxLength: 12 },
);
const writer = packetWriter();
const random = Buffer.alloc(16, 9);

function accessRequest(values: readonly (readonly [number, Uint8Array])[]): Buffer {
  begin(writer, packetCode.accessRequest, 1);
  putMessageAuthenticator(writer);
  for (const [type, value] of values) putOctets(writer, type, value);
  return Buffer.from(signAccessRequest(writer, random, key));
}

describe("hostile packets with a right signature", () => {
  it("are rejected or met with silence, never with an exception (S1, S3, S4, S14)", () => {
    fc.assert(
      fc.property(attributes, (values) => {
        const packet = admitAccess(accessRequest(values), nas);
        if (typeof packet === "string") return;
        const { outcome, reply } = authenticate(packet, nas, model, now);
        expect(outcome).to.be.oneOf(["unknown-login", "wrong-password"]);
        const answer = decodePacket(reply) as Packet;
        expect(answer.code).to.equal(packetCode.accessReject);
        expect(checkReplyMessageAuthenticator(answer, random, key)).to.equal("valid");
      }),
      { numRuns: 3_000 },
    );
  });

  it("are read as accounting without an exception (S13, S14)", () => {
    fc.assert(
      fc.property(attributes, fc.integer({ min: 0, max: 16 }), (values, status) => {
        begin(writer, packetCode.accountingRequest, 1);
        putOctets(writer, 40, Buffer.from([0, 0, 0, status]));
        for (const [type, value] of values) putOctets(writer, type, value);
        const packet = admitAccounting(Buffer.from(signRequest(writer, key)), nas);
        if (typeof packet === "string") return;
        const request = readAccounting(packet, Date.now());
        if (request.kind !== "session") return;
        expect(request.report.inputOctets >= 0n && request.report.inputOctets < 2n ** 64n).to.equal(
          true,
        );
        expect(sessionKey("nas", request.acctSessionId, request.username)).to.match(
          /^[0-9a-f]{32}$/,
        );
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("an Access-Request", () => {
  const request = (name: string, password: string): Packet => {
    const hidden = encodeUserPassword(Buffer.from(password), random, key)!;
    const proxyStates = [33, 33].map((type, index) => [type, Buffer.from(`p${index}`)] as const);
    return admitAccess(
      accessRequest([[1, Buffer.from(name)], [2, hidden], ...proxyStates]),
      nas,
    ) as Packet;
  };

  it("is accepted with what the login grants, and every Proxy-State in its order", () => {
    const packet = request("Ana@provedor.example", "segredo123");
    const { outcome, reply } = authenticate(packet, nas, model, now);
    expect(outcome).to.equal("accept");
    const answer = decodePacket(reply) as Packet;
    expect(hasValidResponseAuthenticator(answer, authenticatorOf(packet), key)).to.equal(true);
    expect(answer.bytes.subarray(38).toString("latin1")).to.equal(
      `${ana.grant.reply("mikrotik", "other").toString("latin1")}\x21\x04p0\x21\x04p1`,
    );
  });

  it("compares shell and SQL metacharacters plainly (S1, S3)", () => {
    const fresh = { ...model, guesses: guesses() };
    for (const text of ["$(id)", "`id`", "|sh", "x' OR SLEEP(5)-- ", "a\r\nb", "\u001b[31m"]) {
      expect(authenticate(request(text, "x"), nas, model, now).outcome).to.equal("unknown-login");
      expect(authenticate(request("ana", text), nas, fresh, now).outcome).to.equal(
        "wrong-password",
      );
    }
  });

  it("without a password, with an empty one or with a wrong CHAP answer is a wrong password", () => {
    const chap = admitAccess(
      accessRequest([
        [1, Buffer.from("ana")],
        [3, Buffer.alloc(17)],
      ]),
      nas,
    ) as Packet;
    expect(authenticate(chap, nas, model, now).outcome).to.equal("wrong-password");
    expect(authenticate(request("ana", ""), nas, model, now).outcome).to.equal("wrong-password");
  });

  it("says no more of a name that does not exist than of a wrong password (S17)", () => {
    const vendor = (type: number, value: Buffer) =>
      Buffer.concat([Buffer.from([0, 0, 1, 55, type, value.length + 2]), value]);
    const msChap = [vendor(11, Buffer.alloc(16, 3)), vendor(25, Buffer.alloc(50, 4))];
    const refusal = (name: string, withGuesses = guesses()): string => {
      const named = [1, Buffer.from(name)] as const;
      const sent = accessRequest([named, ...msChap.map((value) => [26, value] as const)]);
      const packet = admitAccess(sent, nas) as Packet;
      const { reply } = authenticate(packet, nas, { ...model, guesses: withGuesses }, now);
      return reply.subarray(38).toString("latin1");
    };
    const throttling = guesses();
    for (let tries = 0; tries < 30; tries += 1)
      throttling.note("ana", { mac: "", nasId: "nas", nasPortId: "" });
    expect(refusal("ana")).to.include("E=691");
    expect(refusal("nobody")).to.equal(refusal("ana"));
    expect(refusal("ana", throttling)).to.equal(refusal("ana"));
  });
});
