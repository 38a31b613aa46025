import { spawn } from "node:child_process";
import { closeSync, openSync, statSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { Failure } from "./failure.ts";

export type CommandOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
};

/** Runs a program with an argument array (never a shell) and gives its standard output. */
export async function output(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const [out, problem, code] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    exitOf(child),
  ]);
  if (code === 0) return out;
  throw new Error(`${program} ${args[0] ?? ""} ended with ${code}: ${lastLines(problem || out)}`);
}

/** Runs a program whose whole output goes to a log; a failure names that log. */
export async function logged(
  program: string,
  args: readonly string[],
  options: CommandOptions & { readonly log: string; readonly cure: string },
): Promise<void> {
  const log = openSync(options.log, "a", 0o600);
  try {
    const { cwd, env } = options;
    const child = spawn(program, args, {
      ...(cwd && { cwd }),
      ...(env && { env }),
      stdio: ["ignore", log, log],
    });
    const code = await exitOf(child);
    if (code === 0) return;
    throw new Failure(
      `${basename(program)} ${args.slice(0, 3).join(" ")} ended with ${code}.`,
      options,
    );
  } finally {
    closeSync(log);
  }
}

/** Runs a program on this terminal and gives its exit code. */
export function attached(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<number> {
  const { cwd, env } = options;
  const child = spawn(program, args, {
    ...(cwd && { cwd }),
    ...(env && { env }),
    stdio: "inherit",
  });
  return exitOf(child);
}

/** Where a program is: the PATH, then the folders of system programs a user's PATH often lacks. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true && (stat.mode & 0o111) !== 0;
}

function exitOf(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((ended, failed) => {
    child.once("error", failed);
    child.once("close", (code) => ended(code ?? 1));
  });
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  stream.setEncoding("utf8");
  for await (const chunk of stream) text += String(chunk);
  return text;
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join(" · ");
}
