import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { eventually } from "@isp/testing";
import { type Status, startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { radclient } from "./story/radius.ts";

const root = resolve(import.meta.dirname, "..");
const page = readFileSync(resolve(root, "docs/radius-events.md"), "utf8");
const programs = Array.from(
  page.matchAll(/^```(python|js) tested\n(.*?)^```$/gms),
  ([, language = "", text = ""]) => ({ language, text }),
);

describe("the programs of the page for network engineers", () => {
  let torre: Torre;
  let status: Status;

  before(async function () {
    this.timeout(300_000);
    torre = await startTorre();
    status = await torre.status();
  });
  after(async function () {
    this.timeout(60_000);
    await torre?.stop();
  });

  const account = (kind: string, acctSessionId: string) =>
    radclient(status).account({
      "User-Name": "engenheiro.teste",
      "Acct-Status-Type": kind,
      "Acct-Session-Id": acctSessionId,
    });

  /** Where the packages are that the page tells its reader to install. */
  const installed = resolve(root, "tools/torre");

  it("are three", () => {
    expect(programs.map(({ language }) => language)).to.deep.equal(["python", "js", "js"]);
  });

  for (const [index, { language, text }] of programs.entries())
    it(`show a session that starts and stops: ${language}, number ${index + 1}`, async function () {
      this.timeout(30_000);
      const { url, user, password } = status.nats;
      const from = new Date(Date.now() - 5_000).toISOString();
      const [command, args] =
        language === "python"
          ? ["python3", ["-c", text]]
          : [process.execPath, ["--input-type=module", "--eval", text]];
      const program = spawn(command, args, {
        cwd: installed,
        env: {
          ...process.env,
          NATS_URL: url,
          NATS_USER: user,
          NATS_PASSWORD: password,
          FROM: from,
        },
      });
      let output = "";
      for (const stream of [program.stdout, program.stderr])
        stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
      try {
        let round = 0;
        await eventually(
          () => {
            round += 1;
            for (const kind of ["Start", "Stop"]) account(kind, `engineer-${index}-${round}`);
            expect(output).to.match(/session\.started\.none engenheiro\.teste/);
            expect(output).to.match(/session\.stopped\.none engenheiro\.teste/);
          },
          { withinMs: 20_000, everyMs: 300 },
        );
      } finally {
        program.kill();
      }
    });
});
