import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const started = new Set<ChildProcess>();

process.once("exit", () => {
  for (const child of started) child.kill("SIGKILL");
});

/** A server that a test started, stopped by its process and never by name. */
export type OwnProcess = {
  readonly pid: number;
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<void>;
};

export function startProcess(
  command: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly onOutput?: (text: string) => void } = {},
): OwnProcess {
  const child = spawn(command, args, {
    env: options.env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.add(child);
  child.stdout.on("data", (chunk: Buffer) => options.onOutput?.(chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => options.onOutput?.(chunk.toString("utf8")));
  const ended = once(child, "exit").then(() => {
    started.delete(child);
  });
  return { pid: child.pid ?? 0, signal: (signal) => void child.kill(signal), ended };
}
