import { expect } from "chai";
import { describe, it } from "mocha";
import { type NamedAttribute, putAttribute } from "../protocol/attributes.ts";
import { packetCode } from "../protocol/codes.ts";
import { decodePacket, isMalformed } from "../protocol/packet.ts";
import { begin, packetWriter } from "../protocol/writer.ts";
import { sharedSecret, signRequest } from "../protocol/authenticator.ts";
import { walledClass } from "../replies/walled-garden.ts";
import { readAccounting } from "./read-report.ts";

const writer = packetWriter();

function read(...classes: readonly (Buffer | string)[]) {
  const attributes: NamedAttribute[] = [
    { name: "Acct-Status-Type", value: 1 },
    { name: "Acct-Session-Id", value: "s1" },
    { name: "User-Name", value: "ana" },
    ...classes.map((value) => ({ name: "Class", value: Buffer.from(value) }) as const),
  ];
  begin(writer, packetCode.accountingRequest, 1);
  for (const attribute of attributes) putAttribute(writer, attribute);
  const packet = decodePacket(Buffer.from(signRequest(writer, sharedSecret(Buffer.from("x")))));
  if (isMalformed(packet)) throw new Error(packet);
  return readAccounting(packet, Date.parse("2026-03-01T09:00:00Z"));
}

describe("an accounting report", () => {
  it("is of a session in the walled garden wherever its Class stands among others", () => {
    expect(read(walledClass)).to.include({ isWalledIn: true });
    expect(read("of a proxy", walledClass)).to.include({ isWalledIn: true });
    expect(read(walledClass, "of a proxy")).to.include({ isWalledIn: true });
  });

  it("is of an ordinary one where no Class says so", () => {
    expect(read()).to.include({ isWalledIn: false });
    expect(read("of a proxy", "torre-walled-garden-not")).to.include({ isWalledIn: false });
  });
});
