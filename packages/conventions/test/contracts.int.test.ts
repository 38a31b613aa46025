import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { describe, it } from "mocha";

const generated = "packages/contracts/src/gen";

function digest(): string {
  const hash = createHash("sha256");
  for (const file of globSync(`${generated}/**/*.ts`).toSorted()) hash.update(readFileSync(file));
  return hash.digest("hex");
}

describe("contracts", function () {
  this.timeout(60_000);

  it("break nothing that was released: proto/released.binpb", () => {
    const args = ["breaking", "--against", "released.binpb"];
    const run = spawnSync(resolve("node_modules/.bin/buf"), args, {
      cwd: "proto",
      encoding: "utf8",
    });
    expect(run.status, `${run.stdout}${run.stderr}`).to.equal(0);
  });

  it("are generated as proto/ says", () => {
    const before = digest();
    const run = spawnSync(process.execPath, ["tools/proto/generate.ts"], { encoding: "utf8" });
    expect(run.status, run.stderr).to.equal(0);
    expect(digest() === before, "run `pnpm proto` and commit what it writes").to.equal(true);
  });
});
