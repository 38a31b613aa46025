import { spawn } from "node:child_process";

export type Ran = { readonly code: number; readonly output: string; readonly problems: string };

export type RunOptions = {
  readonly uid?: number;
  readonly gid?: number;
  readonly withinMs?: number;
  /** Where it runs; entered before it becomes another user. */
  readonly cwd?: string;
  /** An open file that it reads; nothing by default. */
  readonly stdin?: number;
};

/** Runs a program with its arguments as they are, never through a shell. */
export function run(
  program: string,
  args: readonly string[],
  { uid, gid, cwd, stdin, withinMs = 15_000 }: RunOptions = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: [stdin ?? "ignore", "pipe", "pipe"],
      timeout: withinMs,
      env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C.UTF-8" },
      ...(cwd !== undefined && { cwd }),
      ...(uid !== undefined && { uid }),
      ...(gid !== undefined && { gid }),
    });
    let [output, problems] = ["", ""];
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (problems += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output, problems }));
  });
}
