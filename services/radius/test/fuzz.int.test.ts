import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { readAccounting } from "../src/accounting/read-report.ts";
import { checkCredentials } from "../src/credentials/check.ts";
import { dictionary } from "../src/protocol/dictionary/dictionary.ts";
import { listAttributes } from "../src/protocol/attributes.ts";
import { sharedSecret } from "../src/protocol/authenticator.ts";
import { packetCode } from "../src/protocol/codes.ts";
import { decodePacket, isMalformed } from "../src/protocol/packet.ts";
import { begin, packetWriter, putOctets, putVendorOctets, seal } from "../src/protocol/writer.ts";

const mutations = 1_000_000;
const goodPackets = 400;
const everyCredentialCheck = 50;
const mostGrowthBytes = 64 * 1024 * 1024;
const key = sharedSecret(Buffer.from("segredo-da-nas"));

/** A small generator with a seed, so that a failure can be seen again (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Packets of every code with attributes of every vendor, and values of many lengths. */
function corpus(random: (below: number) => number): Buffer[] {
  const writer = packetWriter();
  const codes = Object.values(packetCode);
  return Array.from({ length: goodPackets }, () => {
    begin(writer, codes[random(codes.length)]!, random(256));
    for (let count = random(14); count >= 0; count -= 1) {
      const { vendor, number } = dictionary[random(dictionary.length)]!;
      const value = Buffer.from(
        Array.from({ length: [4, 16, 17, 50][random(4)]! }, () => random(256)),
      );
      if (vendor === 0) putOctets(writer, number, value);
      else putVendorOctets(writer, vendor, number, value);
    }
    return Buffer.from(seal(writer));
  });
}

/** Changes up to four octets, and now and then cuts the packet or lies about its length. */
function mutated(good: Buffer, random: (below: number) => number): Buffer {
  const packet = Buffer.from(good);
  for (let count = random(4); count >= 0; count -= 1) packet[random(packet.length)] = random(256);
  if (random(8) === 0) packet.writeUInt16BE(random(5_000), 2);
  return random(8) === 0 ? packet.subarray(0, random(packet.length + 1)) : packet;
}

describe("a million mutated packets", function () {
  this.timeout(120_000);

  it("are read or refused without an exception, and leave no memory behind (S14)", () => {
    const seed = fc.sample(fc.integer(), 1)[0]!;
    const random = generator(seed);
    const good = corpus(random);
    const password = Buffer.from("segredo123");
    let read = 0;
    const looked = (index: number): void => {
      const packet = decodePacket(mutated(good[random(good.length)]!, random));
      if (isMalformed(packet)) return;
      read += 1;
      listAttributes(packet);
      readAccounting(packet, 1_772_355_600_000);
      if (index % everyCredentialCheck === 0) checkCredentials(packet, "ana", password, key);
    };
    const look = (index: number): void => {
      try {
        looked(index);
      } catch (error) {
        throw new Error(`packet ${index} of seed ${seed}`, { cause: error });
      }
    };
    for (let index = 0; index < mutations / 10; index += 1) look(index);
    const before = process.memoryUsage().rss;
    for (let index = mutations / 10; index < mutations; index += 1) look(index);
    expect(process.memoryUsage().rss - before, `seed ${seed}`).to.be.lessThan(mostGrowthBytes);
    expect(read, `seed ${seed}`).to.be.greaterThan(mutations / 10);
  });
});
