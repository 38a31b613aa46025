import { Failure, messageOf } from "./failure.ts";
import { readText } from "./home.ts";

/** Where progress goes; the standard error unless a test listens. */
export type Screen = {
  readonly write: (text: string) => void;
  readonly live: boolean;
};

export const terminal: Screen = {
  write: (text) => void process.stderr.write(text),
  live: process.stderr.isTTY,
};

/** Runs one named step and says how long it took; a failure carries the step's name. */
export type Step = <Result>(name: string, work: () => Promise<Result> | Result) => Promise<Result>;

export function steps(screen: Screen = terminal): Step {
  return async (name, work) => {
    if (screen.live) screen.write(`… ${name}`);
    const started = performance.now();
    const erase = screen.live ? "\r\u001b[2K" : "";
    try {
      const result = await work();
      screen.write(`${erase}✔ ${name} ${seconds(performance.now() - started)}\n`);
      return result;
    } catch (error) {
      screen.write(`${erase}✘ ${name} ${seconds(performance.now() - started)}\n`);
      throw asFailure(name, error);
    }
  };
}

/** A failure in the form every command prints at its end. */
export function explain(failure: Failure): string {
  const { message, cure, log } = failure;
  const where = log === undefined ? "" : `${excerpt(log)}  log:  ${log}\n`;
  return `✘ ${message}\n${where}  cure: ${cure}\n`;
}

/** The end of a log, where the reason mostly stands; the log may be out of reach later, as in a CI. */
function excerpt(log: string): string {
  const lines = (readText(log) ?? "").trimEnd().split("\n").slice(-6);
  return lines.map((line) => `  │ ${line.slice(0, 200)}\n`).join("");
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** One line that is drawn over itself; on a plain log, a line at every tenth part. */
export function progressBar(name: string, total: number, screen: Screen = terminal) {
  let done = 0;
  return () => {
    done += 1;
    if (screen.live) screen.write(`\r\u001b[2K${bar(name, done, total)}`);
    else if (
      done === total ||
      Math.floor((done * 10) / total) > Math.floor(((done - 1) * 10) / total)
    ) {
      screen.write(`${bar(name, done, total)}\n`);
    }
  };
}

export function bar(name: string, done: number, total: number): string {
  const width = 30;
  const full = total === 0 ? width : Math.floor((done / total) * width);
  return `${name} ${"█".repeat(full)}${"░".repeat(width - full)} ${done}/${total}`;
}

function asFailure(step: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure(`${step}: ${messageOf(error)}`, {
    cure: "run ./torre doctor, mend what it names, and run the command again",
    cause: error,
  });
}
