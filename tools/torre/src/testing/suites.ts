import { globSync, rmSync } from "node:fs";
import { join } from "node:path";
import { attached } from "../system/command.ts";
import { currentHome, readJson, repository } from "../system/home.ts";

export const suiteNames = ["unit", "integration", "e2e", "fault"] as const;
export type SuiteName = (typeof suiteNames)[number];

type Suite = { readonly files: readonly string[]; readonly timeoutMs: number };

const suites: Readonly<Record<SuiteName, Suite>> = {
  unit: {
    files: [
      "{packages,services,tools}/*/src/**/*.test.ts",
      "packages/conventions/*.test.ts",
      "web/src/**/*.test.ts",
    ],
    timeoutMs: 10_000,
  },
  integration: { files: ["{packages,services,tools}/*/test/**/*.test.ts"], timeoutMs: 60_000 },
  e2e: { files: ["e2e/**/*.e2e.test.ts"], timeoutMs: 180_000 },
  fault: { files: ["e2e/fault/*.fault.test.ts"], timeoutMs: 180_000 },
};

/** What mocha's own JSON reporter says of one suite, or that it did not come to an end. */
export type Outcome =
  | {
      readonly suite: SuiteName;
      readonly ended: true;
      readonly passed: number;
      readonly failed: number;
    }
  | { readonly suite: SuiteName; readonly ended: false };

export function filesOf(suite: SuiteName): readonly string[] {
  const found = globSync([...suites[suite].files], { cwd: repository });
  return found.filter((file) => !file.includes("node_modules/")).toSorted();
}

/** Runs each suite in a process of its own, on this terminal. */
export async function runSuites(
  names: readonly SuiteName[],
  env: NodeJS.ProcessEnv,
  grep?: string,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const suite of names) {
    const files = filesOf(suite);
    if (files.length > 0) outcomes.push(await runSuite(suite, files, { env, grep }));
  }
  return outcomes;
}

async function runSuite(
  suite: SuiteName,
  files: readonly string[],
  { env, grep }: { env: NodeJS.ProcessEnv; grep: string | undefined },
): Promise<Outcome> {
  process.stderr.write(`\n── ${suite}: ${files.length} files\n`);
  const result = join(currentHome().run, `${suite}-${process.pid}.json`);
  rmSync(result, { force: true });
  const args = [
    "--conditions=isp:source",
    "--disable-warning=ExperimentalWarning",
    join(import.meta.dirname, "run-suite.ts"),
    `--output=${result}`,
    `--timeout=${suites[suite].timeoutMs}`,
    ...(grep === undefined ? [] : [`--grep=${grep}`]),
    ...files,
  ];
  await attached(process.execPath, args, { cwd: repository, env });
  const outcome = outcomeOf(suite, readJson<MochaResult>(result));
  rmSync(result, { force: true });
  return outcome;
}

type MochaResult = { readonly stats: { readonly passes: number; readonly failures: number } };

export function outcomeOf(suite: SuiteName, result: MochaResult | undefined): Outcome {
  if (result === undefined) return { suite, ended: false };
  return { suite, ended: true, passed: result.stats.passes, failed: result.stats.failures };
}

/** The last line of a run. A suite that broke off counts as a failure; so does a run without tests. */
export function verdict(outcomes: readonly Outcome[]): { line: string; exitCode: number } {
  const passed = outcomes.reduce((sum, one) => sum + (one.ended ? one.passed : 0), 0);
  const failed = outcomes.reduce((sum, one) => sum + (one.ended ? one.failed : 1), 0);
  return {
    line: `${passed} passed, ${failed} failed`,
    exitCode: failed > 0 || passed === 0 ? 1 : 0,
  };
}
