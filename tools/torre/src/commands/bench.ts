import { globSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { attached } from "../system/command.ts";
import { Failure } from "../system/failure.ts";
import { repository } from "../system/home.ts";

export async function run(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const all = globSync("bench/*.bench.ts", { cwd: repository }).toSorted();
  const names = all.map((file) => basename(file, ".bench.ts"));
  const chosen = positionals.length === 0 ? names : positionals;
  const unknown = chosen.filter((name) => !names.includes(name));
  if (names.length === 0 || unknown.length > 0) {
    throw new Failure(`There is no bench ${unknown.join(", ")}.`, {
      cure: names.length > 0 ? `one of: ${names.join(", ")}` : "bench/ holds none yet",
    });
  }
  mkdirSync(join(repository, "bench/results"), { recursive: true });
  let failed = 0;
  for (const name of chosen) failed += (await runBench(name)) === 0 ? 0 : 1;
  return failed === 0 ? 0 : 1;
}

/** Each prints its ratio and writes bench/results/ itself: only it knows what it measured. */
function runBench(name: string): Promise<number> {
  process.stderr.write(`… bench ${name}\n`);
  return attached(
    process.execPath,
    ["--conditions=isp:source", "--disable-warning=ExperimentalWarning", `bench/${name}.bench.ts`],
    { cwd: repository },
  );
}
