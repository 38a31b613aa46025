import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, ensureInstalled, neededToTest } from "../setup/debian.ts";
import { findProgram } from "../system/command.ts";
import { Failure } from "../system/failure.ts";
import { currentHome, type Home, layOut, repository } from "../system/home.ts";
import { steps } from "../system/progress.ts";
import { startTestContainers } from "../testing/containers.ts";
import { startTestServers, type TestServers } from "../testing/servers.ts";
import { filesOf, runSuites, type SuiteName, suiteNames, verdict } from "../testing/suites.ts";

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { containers: { type: "boolean", default: false }, grep: { type: "string" } },
  });
  const names = chosen(positionals[0] ?? "all");
  const home = currentHome();
  layOut(home);
  const start = values.containers ? startTestContainers : startTestServers;
  const outcomes = await withServers(names, { home, start }, (env) =>
    runSuites(names, env, values.grep),
  );
  const { line, exitCode } = verdict(outcomes);
  process.stdout.write(`\n${line}\n`);
  return exitCode;
}

export function chosen(name: string): readonly SuiteName[] {
  if (name === "all") return suiteNames;
  const found = suiteNames.find((suite) => suite === name);
  if (found !== undefined) return [found];
  throw new Failure(`There is no suite ${name}.`, {
    cure: `one of: ${suiteNames.join(", ")}, all`,
  });
}

/** Unit tests need nothing; the others find the programs and servers they name in the environment. */
async function withServers<Result>(
  names: readonly SuiteName[],
  { home, start }: { home: Home; start: (home: Home) => Promise<TestServers> },
  work: (env: NodeJS.ProcessEnv) => Promise<Result>,
): Promise<Result> {
  const files = names.filter((name) => name !== "unit").flatMap(filesOf);
  if (files.length === 0) return work(process.env);
  const step = steps();
  const needed = files.some(drivesBrowser) ? [...neededToTest, chromium] : neededToTest;
  await step("Debian packages", () => ensureInstalled(needed, join(home.logs, "apt.log")));
  const servers = await step("test servers", () => start(home));
  const interrupted = () => void servers.stop().then(() => process.exit(130));
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    return await work({
      ...process.env,
      // Debian puts the servers where a user's PATH does not look.
      PATH: `${process.env["PATH"] ?? ""}:/usr/sbin`,
      TORRE_TEST_MARIADB_URL: servers.mariadbUrl,
      TORRE_TEST_NATS_URL: servers.natsUrl,
      ...programs(),
    });
  } finally {
    await servers.stop();
  }
}

/** The stories at the console do; what they share with others lies beside them. */
function drivesBrowser(file: string): boolean {
  return (
    file.startsWith("e2e/") && readFileSync(join(repository, file), "utf8").includes("browser")
  );
}

/** `TORRE_TEST_<PROGRAM>_BIN` for every program a test may start itself. */
function programs(): NodeJS.ProcessEnv {
  const named = [...neededToTest, chromium].filter(({ program }) => !program.startsWith("/"));
  const all = named.map(({ program }) => [
    `TORRE_TEST_${program.toUpperCase().replaceAll("-", "_")}_BIN`,
    findProgram(program),
  ]);
  return Object.fromEntries(all) as NodeJS.ProcessEnv;
}
