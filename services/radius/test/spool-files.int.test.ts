import { mkdtempSync, readdirSync, statSync, truncateSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { afterEach, beforeEach, describe, it } from "mocha";
import { readFrames } from "../src/spool/frame.ts";
import { openSpool, type Spool } from "../src/spool/spool.ts";

const payload = (text: string): Buffer => Buffer.from(text);

async function texts(spool: Spool): Promise<string[]> {
  const all: string[] = [];
  for (let segment = await spool.oldest(); segment !== undefined; segment = await spool.oldest()) {
    const { payloads } = readFrames(await spool.read(segment), segment.marker);
    all.push(...payloads.map(String));
    await spool.remove(segment);
  }
  return all;
}

describe("a spool directory", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "torre-spool-"));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it("gives back in order what was put into it, over many segments", async () => {
    const spool = await openSpool(directory, 200);
    const written = Array.from({ length: 60 }, (_, index) => `record ${index}`);
    for (let at = 0; at < written.length; at += 3)
      await spool.append(written.slice(at, at + 3).map(payload));
    expect(readdirSync(directory).length).to.be.greaterThan(5);
    expect(spool.size().records).to.equal(60);
    expect(await texts(spool)).to.deep.equal(written);
    expect(spool.isEmpty()).to.equal(true);
    expect(readdirSync(directory)).to.deep.equal([]);
    await spool.close();
  });

  it("goes on with what a dead process left behind, and writes after it", async () => {
    const dead = await openSpool(directory);
    await dead.append([payload("old 1"), payload("old 2")]);
    await dead.close();
    const spool = await openSpool(directory);
    expect(spool.size().records).to.equal(2);
    await spool.append([payload("new")]);
    expect(await texts(spool)).to.deep.equal(["old 1", "old 2", "new"]);
    await spool.close();
  });

  it("is one process's alone", async () => {
    const spool = await openSpool(directory);
    const refusal = await openSpool(directory).then(
      () => "opened",
      (error: unknown) => String(error),
    );
    expect(refusal).to.match(/another process uses the spool/);
    await spool.close();
    await (await openSpool(directory)).close();
  });

  it("is readable by its owner alone", async () => {
    const spool = await openSpool(join(directory, "spool"));
    await spool.append([payload("x")]);
    const [name = ""] = readdirSync(join(directory, "spool"));
    expect(statSync(join(directory, "spool")).mode & 0o777).to.equal(0o700);
    expect(statSync(join(directory, "spool", name)).mode & 0o777).to.equal(0o600);
    await spool.close();
  });

  it("counts the records that a torn file still has", async () => {
    const dead = await openSpool(directory);
    await dead.append([payload("whole"), payload("torn")]);
    await dead.close();
    const [name = ""] = readdirSync(directory);
    truncateSync(join(directory, name), statSync(join(directory, name)).size - 1);
    const spool = await openSpool(directory);
    expect(spool.size().records).to.equal(1);
    expect(await texts(spool)).to.deep.equal(["whole"]);
    await spool.close();
  });
});
