import { expect } from "chai";
import { beforeEach, describe, it } from "mocha";
import type { NasEntry } from "../model/nas-table.ts";
import { nasTable } from "../model/nas-table.ts";
import {
  putMessageAuthenticator,
  sharedSecret,
  signAccessRequest,
} from "../protocol/authenticator.ts";
import { attributeNumber, packetCode } from "../protocol/codes.ts";
import { begin, packetWriter, putOctets, putText } from "../protocol/writer.ts";
import { admitAccess } from "./admit.ts";
import { duplicateCache } from "./duplicate-cache.ts";
import { receive } from "./receive.ts";

const key = sharedSecret(Buffer.from("segredo-da-nas"));
const nas: NasEntry = {
  id: "nas",
  name: "NAS",
  address: "10.0.0.1",
  routingPointId: null,
  coaPort: 3_799,
  vendor: "generic",
  requireMessageAuthenticator: false,
  proxy: false,
  key,
};
const writer = packetWriter();
const random = Buffer.alloc(16, 9);

type Kind = { readonly signed?: boolean; readonly proxied?: boolean; readonly name?: string };

function request({ signed = true, proxied = false, name = "ana" }: Kind = {}): Buffer {
  begin(writer, packetCode.accessRequest, 1);
  if (signed) putMessageAuthenticator(writer);
  putText(writer, attributeNumber.userName, name);
  if (proxied) putOctets(writer, attributeNumber.proxyState, Buffer.from("p0"));
  return Buffer.from(signAccessRequest(writer, random, key));
}

describe("receiving a request", () => {
  let silences: string[];
  let handled: number;
  let duplicates: number;

  function server(entry: NasEntry = nas) {
    const table = nasTable();
    table.replace([entry]);
    const sent: Buffer[] = [];
    const handle = receive({
      server: "auth",
      nas: table,
      admit: admitAccess,
      duplicates: duplicateCache(),
      metrics: {
        silences: { inc: ({ reason }: { reason: string }) => silences.push(reason) },
        duplicates: { inc: () => (duplicates += 1) },
      } as never,
      onUnknownNas: () => undefined,
      alive: packetCode.accessAccept,
      handle({ answer }) {
        handled += 1;
        answer(Buffer.from(`reply ${handled}`));
      },
    });
    const hear = (bytes: Buffer, address = nas.address): string | undefined => {
      const before = sent.length;
      handle({ bytes, address, port: 1 }, (reply) => sent.push(reply));
      return sent.slice(before)[0]?.toString();
    };
    return hear;
  }

  beforeEach(() => {
    silences = [];
    handled = 0;
    duplicates = 0;
  });

  it("drops one without a Message-Authenticator where the access server must send it (S7)", () => {
    const hear = server({ ...nas, requireMessageAuthenticator: true });
    expect(hear(request({ signed: false }))).to.equal(undefined);
    expect(silences).to.deep.equal(["message-authenticator-missing"]);
    expect(hear(request())).to.equal("reply 1");
  });

  it("drops one that passed a proxy without a Message-Authenticator, wherever it is from (S8)", () => {
    const hear = server();
    expect(hear(request({ signed: false, proxied: true }))).to.equal(undefined);
    expect(silences).to.deep.equal(["proxy-state-unprotected"]);
    expect(hear(request({ signed: false }))).to.equal("reply 1");
  });

  it("drops a wrong Message-Authenticator, and leaves the duplicate cache as it was (S8)", () => {
    const hear = server();
    const good = request();
    const forged = Buffer.from(good);
    forged[22] = (forged[22] ?? 0) ^ 1;
    expect(hear(forged)).to.equal(undefined);
    expect(hear(good)).to.equal("reply 1");
    expect(hear(forged)).to.equal(undefined);
    expect(hear(good), "the very reply that was sent before").to.equal("reply 1");
    expect(silences).to.deep.equal(["message-authenticator-wrong", "message-authenticator-wrong"]);
    expect([handled, duplicates]).to.deep.equal([1, 1]);
  });

  it("is silent to strangers, and to who does not know the secret of the address he uses (S15)", () => {
    const hear = server();
    expect(hear(request(), "10.9.9.9")).to.equal(undefined);
    begin(writer, packetCode.accessRequest, 1);
    putMessageAuthenticator(writer);
    const spoofed = signAccessRequest(writer, random, sharedSecret(Buffer.from("outro")));
    expect(hear(Buffer.from(spoofed))).to.equal(undefined);
    expect(silences).to.deep.equal(["unknown-nas", "message-authenticator-wrong"]);
    expect(handled).to.equal(0);
  });
});
