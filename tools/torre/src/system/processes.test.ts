import { spawn } from "node:child_process";
import { expect } from "chai";
import { end, identify, isAlive, signal } from "./processes.ts";

describe("the identity of a process", () => {
  it("holds while the process lives and not after", async () => {
    const child = spawn("sleep", ["60"]);
    const identity = identify(child.pid ?? 0);
    if (identity === undefined) throw new Error("the child is not there");
    expect(isAlive(identity)).to.equal(true);
    await end(identity, 2_000);
    expect(isAlive(identity)).to.equal(false);
    expect(signal(identity, "SIGTERM")).to.equal(false);
  });

  it("does not hold for another process that got the same pid", () => {
    const other = { pid: process.pid, startTime: "1" };
    expect(isAlive(other)).to.equal(false);
    expect(signal(other, "SIGKILL")).to.equal(false);
  });

  it("ends what does not listen to SIGTERM", async () => {
    const child = spawn(process.execPath, [
      "-e",
      "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)",
    ]);
    await new Promise((up) => child.stdout.once("data", up));
    const identity = identify(child.pid ?? 0);
    if (identity === undefined) throw new Error("the child is not there");
    await end(identity, 100);
    expect(isAlive(identity)).to.equal(false);
  });
});
