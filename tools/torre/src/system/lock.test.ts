import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Failure } from "./failure.ts";
import { alone } from "./lock.ts";

describe("work that only one may do", () => {
  let dir: string;
  let path: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "torre-"));
    path = join(dir, "lock");
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("is refused to a second one, with the holder's pid", async () => {
    const options = { waitMs: 0, busy: "Another is at work" };
    const second = await alone(path, options, () =>
      alone(path, options, () => Promise.resolve("both")).catch((error: unknown) => error),
    );
    expect(second).to.be.instanceOf(Failure);
    expect((second as Failure).message).to.equal(`Another is at work (pid ${process.pid}).`);
  });

  it("waits its turn when it is told to", async () => {
    const options = { waitMs: 5_000, busy: "busy" };
    const order: string[] = [];
    const turn = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resume) => setTimeout(resume, 20));
      order.push(`${name} ends`);
    };
    await Promise.all([alone(path, options, turn("a")), alone(path, options, turn("b"))]);
    expect(order).to.deep.equal(["a begins", "a ends", "b begins", "b ends"]);
  });

  it("takes over from a holder that died", async () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid, startTime: "1" }));
    expect(await alone(path, { waitMs: 0, busy: "busy" }, () => Promise.resolve(1))).to.equal(1);
  });
});
