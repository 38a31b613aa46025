import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ProcessPlan } from "../../supervisor/plan.ts";
import { findProgram } from "../../system/command.ts";
import type { Installation } from "../environment.ts";

/** One server of customers' items, or why it is not run here. */
export type HostingServer = {
  readonly process?: ProcessPlan;
  readonly environment?: Readonly<Record<string, string>>;
  readonly statements?: readonly string[];
  readonly leftOut?: string;
};

export const asRoot = (): boolean => process.getuid?.() === 0;

export const hostingDir = ({ home }: Pick<Installation, "home">, ...rest: readonly string[]) =>
  join(home.dir, "hosting", ...rest);

type Planned = Pick<ProcessPlan, "name" | "program" | "args" | "ready"> &
  Partial<
    Pick<ProcessPlan, "after" | "user" | "stopSignal" | "env" | "firstEnv" | "leavesWorkers">
  >;

export function planned(installation: Installation, one: Planned): ProcessPlan {
  const { home } = installation;
  return {
    cwd: home.dir,
    env: { PATH: process.env["PATH"] ?? "" },
    log: join(home.logs, `${one.name}.log`),
    after: [],
    stopMs: 15_000,
    ...one,
    program: findProgram(one.program) ?? one.program,
  };
}

/** The nearest folder above that does not let other users pass, if there is one. */
export function closedAbove(path: string): string | undefined {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    const mode = statSync(folder, { throwIfNoEntry: false })?.mode ?? 0o001;
    if ((mode & 0o001) === 0) return folder;
  }
  return undefined;
}
