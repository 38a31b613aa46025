import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { attached } from "../system/command.ts";
import { currentHome, layOut, repository } from "../system/home.ts";
import { seconds } from "../system/progress.ts";
import { runSuites, verdict } from "../testing/suites.ts";

type Check = { readonly name: string; readonly program: string; readonly args: readonly string[] };

const checks: readonly Check[] = [
  { name: "format", program: "biome", args: ["format", "."] },
  { name: "lint", program: "oxlint", args: ["--type-aware", "--deny-warnings"] },
  { name: "types", program: "tsc", args: ["-p", "tsconfig.json"] },
  // The browser's side knows no Node, and so has a configuration of its own.
  { name: "types of the console", program: "tsc", args: ["-p", "web"] },
];

const deadCode: Check = { name: "dead code", program: "knip", args: ["--no-progress"] };

export async function run(args: readonly string[]): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  layOut(currentHome());
  const configured = ["knip.json", "knip.jsonc", "knip.ts"].some((name) =>
    existsSync(join(repository, name)),
  );
  const failed: string[] = [];
  for (const check of configured ? [...checks, deadCode] : checks) {
    const started = performance.now();
    const code = await attached(join(repository, "node_modules/.bin", check.program), check.args, {
      cwd: repository,
    });
    process.stderr.write(
      `${code === 0 ? "✔" : "✘"} ${check.name} ${seconds(performance.now() - started)}\n`,
    );
    if (code !== 0) failed.push(check.name);
  }
  const tests = verdict(await runSuites(["unit"], process.env));
  process.stdout.write(`${tests.line}\n`);
  if (failed.length > 0) process.stderr.write(`✘ not in order: ${failed.join(", ")}\n`);
  return failed.length > 0 ? 1 : tests.exitCode;
}
