import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Failure } from "../system/failure.ts";
import { currentHome } from "../system/home.ts";
import { pretty } from "../system/log-lines.ts";

const shownAtFirstBytes = 4_096;
const pollMs = 200;

export async function run(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const tails = logFiles(positionals[0]).map(tail);
  const asked = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => asked.abort());
  // A closed pipe (| head) ends it as Ctrl-C does.
  process.stdout.once("error", () => asked.abort());
  while (!asked.signal.aborted) {
    for (const next of tails) for (const line of next()) process.stdout.write(`${line}\n`);
    await pause(pollMs, undefined, { signal: asked.signal }).catch(() => undefined);
  }
  return 0;
}

function logFiles(service: string | undefined): readonly string[] {
  const { logs } = currentHome();
  const names = existsSync(logs) ? readdirSync(logs).filter((name) => name.endsWith(".log")) : [];
  const known = names.map((name) => basename(name, ".log"));
  const chosen = service === undefined ? known : known.filter((name) => name === service);
  if (chosen.length > 0) return chosen.map((name) => join(logs, `${name}.log`));
  throw new Failure(
    service === undefined ? "There are no logs yet." : `There is no log of ${service}.`,
    {
      cure: known.length > 0 ? `one of: ${known.join(", ")}` : "start Torre with ./torre up",
    },
  );
}

/** Answers the whole lines that were written since it was last asked; starts anew in a new file. */
function tail(path: string): () => readonly string[] {
  const service = basename(path, ".log");
  let at = -1;
  let rest = "";
  return () => {
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      const first = at < 0;
      if (first) at = Math.max(0, size - shownAtFirstBytes);
      if (size < at) at = 0;
      const chunk = Buffer.alloc(size - at);
      readSync(file, chunk, 0, chunk.length, at);
      const lines = (rest + chunk.toString("utf8")).split("\n");
      // The first read may begin in the middle of a line.
      if (first && at > 0) lines.shift();
      at = size;
      rest = lines.pop() ?? "";
      return lines.map((line) => pretty(service, line));
    } finally {
      closeSync(file);
    }
  };
}
