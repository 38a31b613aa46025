import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";

const root = resolve(import.meta.dirname, "..");
const readme = readFileSync(resolve(root, "README.md"), "utf8");
const blocks = Array.from(
  readme.matchAll(/^```sh tested\n(.*?)^```$/gms),
  ([, commands = ""]) => commands,
);

describe("the walk of the README", () => {
  let torre: Torre;

  before(async function () {
    this.timeout(300_000);
    torre = await startTorre();
  });

  after(async function () {
    this.timeout(60_000);
    await torre?.stop();
  });

  // One bash for all blocks: a newcomer pastes them into one terminal, too.
  const walk = () =>
    spawnSync("bash", ["-euo", "pipefail", "-c", blocks.join("\n")], {
      cwd: root,
      env: { ...process.env, TORRE_HOME: torre.home.dir },
      encoding: "utf8",
      timeout: 120_000,
    });

  it("ends without a failure, and does so again when it is repeated", function () {
    this.timeout(250_000);
    expect(blocks).to.have.length.above(3);
    for (const time of ["first", "second"]) {
      const { status, stdout, stderr } = walk();
      expect(status, `the ${time} walk:\n${stdout}\n${stderr}`).to.equal(0);
    }
  });
});
