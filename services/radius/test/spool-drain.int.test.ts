import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Registry } from "@isp/telemetry";
import { noFailpoints } from "@isp/kernel";
import { expect } from "chai";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { AccountingItem, Arrival } from "../src/accounting/arrival.ts";
import type { ParkedPacket } from "../src/usecases/session-ports.ts";
import { drainer } from "../src/spool/drain.ts";
import { spoolMetrics } from "../src/spool/metrics.ts";
import { readSpoolRecord, spoolRecord } from "../src/spool/record.ts";
import { openSpool, type Spool } from "../src/spool/spool.ts";

const owner = {
  loginId: "login",
  subscriptionId: "subscription",
  customerId: null,
  businessUnitId: "unit",
  routingPointId: null,
};

function arrival(text: string): Arrival {
  return {
    packet: Buffer.from(text),
    nasId: "nas",
    nasAddress: "10.0.0.1",
    owner,
    receivedAt: new Date("2026-03-01T09:00:00.123Z"),
  };
}

/** Stands for what the packet says; the database of these tests takes everything but poison. */
const read = ({ packet, nasId, receivedAt }: Arrival): AccountingItem => ({
  kind: "parked",
  packet: { nasId, reason: "test", packet, receivedAt },
});
const textOf = (item: AccountingItem): string =>
  item.kind === "parked" ? item.packet.packet.toString() : "";

describe("draining the spool", () => {
  let directory: string;
  let spool: Spool;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "torre-spool-"));
    spool = await openSpool(directory);
  });
  afterEach(async () => {
    await spool.close();
    await rm(directory, { recursive: true });
  });

  function draining(write: (texts: string[]) => unknown, onRead?: () => void) {
    const registry = new Registry();
    const parked: ParkedPacket[] = [];
    const drain = drainer({
      spool,
      read(given) {
        onRead?.();
        return read(given);
      },
      async write(items) {
        await write(items.map(textOf));
      },
      park: async (packet) => {
        parked.push(packet);
      },
      metrics: spoolMetrics(registry),
      onError: () => undefined,
      failpoint: noFailpoints,
    });
    const count = async (line: string): Promise<number> => {
      const found = (await registry.metrics()).split("\n").find((one) => one.startsWith(line));
      return Number(found?.split(" ").at(-1));
    };
    return { drain, parked, count };
  }

  it("keeps packet, access server, time of receipt and owner of each record", () => {
    expect(readSpoolRecord(spoolRecord(arrival("packet")))).to.deep.equal(arrival("packet"));
    expect(readSpoolRecord(Buffer.from([0, 4, 0x6e, 0x75, 0x6c, 0x6c]))).to.equal(undefined);
  });

  it("parks the one record that no table takes, and writes all others", async () => {
    const texts = Array.from({ length: 300 }, (_, index) =>
      index === 137 ? "poison" : `${index}`,
    );
    await spool.append(texts.map((text) => spoolRecord(arrival(text))));
    const written: string[] = [];
    const { drain, parked, count } = draining((batch) => {
      if (batch.includes("poison")) throw new RangeError("no column takes it");
      written.push(...batch);
    });
    while (await drain());
    expect(written).to.deep.equal(texts.filter((text) => text !== "poison"));
    expect(parked.map(({ reason, packet }) => `${reason} ${packet.toString()}`)).to.deep.equal([
      "unwritable poison",
    ]);
    expect(await count('isp_radius_spool_parked_total{reason="unwritable"}')).to.equal(1);
    expect(spool.isEmpty()).to.equal(true);
  });

  it("puts a damaged record aside, counts it, and writes all others", async () => {
    await spool.append(["a", "b", "c"].map((text) => spoolRecord(arrival(text))));
    await spool.close();
    const [name = ""] = readdirSync(directory);
    const bytes = readFileSync(join(directory, name));
    bytes[Math.floor(bytes.length / 2)]! ^= 0xff;
    writeFileSync(join(directory, name), bytes.subarray(0, -1));
    spool = await openSpool(directory);
    const written: string[] = [];
    const { drain, count } = draining((batch) => written.push(...batch));
    while (await drain());
    expect(written).to.deep.equal(["a"]);
    expect(await count('isp_radius_spool_parked_total{reason="corrupt"}')).to.equal(1);
    expect(await count("isp_radius_spool_dropped_total"), "the torn end").to.equal(1);
    const [aside = ""] = readdirSync(directory);
    expect(aside).to.match(/\.damaged$/);
    expect(readFileSync(join(directory, aside)).length).to.be.greaterThan(100);
  });

  it("stops where the database went away, and goes on from there", async () => {
    await spool.append(["a", "b"].map((text) => spoolRecord(arrival(text))));
    const away = Object.assign(new Error("away"), { code: "ECONNREFUSED" });
    let isAway = true;
    const written: string[] = [];
    const { drain } = draining((batch) => {
      if (isAway) throw away;
      written.push(...batch);
    });
    expect(await drain().catch((error: unknown) => error)).to.equal(away);
    expect(spool.isEmpty()).to.equal(false);
    isAway = false;
    expect(await drain()).to.equal(true);
    expect(written).to.deep.equal(["a", "b"]);
    expect(await drain()).to.equal(false);
  });

  it("reads the next file while one is written, and none twice while the database is away", async () => {
    await spool.close();
    spool = await openSpool(directory, 1);
    for (const text of ["a", "b", "c"]) await spool.append([spoolRecord(arrival(text))]);
    const away = Object.assign(new Error("away"), { code: "ECONNREFUSED" });
    const [isNextRead, written] = [Promise.withResolvers<void>(), [] as string[]];
    let [reads, isAway] = [0, true];
    const { drain } = draining(
      async (batch) => {
        await isNextRead.promise;
        if (isAway) throw away;
        written.push(...batch);
      },
      () => {
        reads += 1;
        if (reads === 2) isNextRead.resolve();
      },
    );
    for (let look = 0; look < 3; look += 1)
      expect(await drain().catch((error: unknown) => error)).to.equal(away);
    expect(reads).to.equal(2);
    isAway = false;
    while (await drain());
    expect(written).to.deep.equal(["a", "b", "c"]);
    expect(reads).to.equal(3);
  });
});
