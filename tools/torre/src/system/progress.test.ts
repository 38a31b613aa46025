import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Failure } from "./failure.ts";
import { bar, explain, progressBar, steps } from "./progress.ts";

describe("progress", () => {
  function screen(live: boolean) {
    const written: string[] = [];
    return { live, written, write: (text: string) => void written.push(text) };
  }

  it("says how long a step took", async () => {
    const plain = screen(false);
    expect(await steps(plain)("ports free", () => 7)).to.equal(7);
    expect(plain.written.join("")).to.match(/^✔ ports free \d+\.\d s\n$/);
  });

  it("names the step that failed, and a cure", async () => {
    const plain = screen(false);
    const failure = await steps(plain)("console built", () =>
      Promise.reject(new Error("no space")),
    ).catch((error: unknown) => error);
    expect(plain.written.join("")).to.match(/^✘ console built/);
    expect(failure).to.be.instanceOf(Failure);
    expect(explain(failure as Failure)).to.match(/✘ console built: no space\n {2}cure: .*doctor/);
  });

  it("keeps the log and the cure of a failure that brings them, and shows the log's end", async () => {
    const dir = mkdtempSync(join(tmpdir(), "torre-"));
    const log = join(dir, "build.log");
    writeFileSync(log, `${Array.from({ length: 9 }, (_, at) => `line ${at}`).join("\n")}\n`);
    const brought = new Failure("tsc ended with 2.", { log, cure: "mend it" });
    const failure = await steps(screen(false))("built", () => Promise.reject(brought)).catch(
      (error: unknown) => error,
    );
    const text = explain(failure as Failure);
    rmSync(dir, { recursive: true });
    expect(text)
      .to.match(/^✘ tsc ended with 2\.\n {2}│ line 3\n/)
      .and.contain("  │ line 8\n");
    expect(text).to.contain(`  log:  ${log}\n  cure: mend it\n`);
  });

  it("fills its bar in step with the work", () => {
    expect(bar("customers", 0, 10)).to.equal(`customers ${"░".repeat(30)} 0/10`);
    expect(bar("customers", 5, 10)).to.contain(`${"█".repeat(15)}${"░".repeat(15)} 5/10`);
    expect(bar("customers", 10, 10)).to.contain("█".repeat(30));
  });

  it("writes ten lines and not a thousand into a log", () => {
    const plain = screen(false);
    const advance = progressBar("customers", 1_000, plain);
    for (let done = 0; done < 1_000; done++) advance();
    expect(plain.written).to.have.length(10);
  });
});
