import type { ProcessIdentity } from "../system/processes.ts";

/** How to see that a process serves: it greets on its port, only listens there, or a page answers 200. */
export type Readiness =
  | { readonly kind: "greeting" | "port"; readonly port: number }
  | {
      readonly kind: "http";
      readonly url: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** One program the supervisor keeps alive. */
export type ProcessPlan = {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Added at the first start only: a failpoint that ends the process must not do so forever. */
  readonly firstEnv?: Readonly<Record<string, string>>;
  readonly log: string;
  readonly ready: Readiness;
  /** Names of processes that must be ready first; they are also stopped later. */
  readonly after: readonly string[];
  readonly stopMs: number;
  /** Whom it runs as, where not as the supervisor's own user: PostgreSQL refuses root. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Its workers outlive it when it is killed, and would keep its ports: they are ended before it starts again. */
  readonly leavesWorkers?: boolean;
  /** How it is asked to end, where SIGTERM would wait for its clients. */
  readonly stopSignal?: NodeJS.Signals;
};

export type Plan = {
  readonly processes: readonly ProcessPlan[];
};

export type ProcessState = ProcessIdentity & {
  readonly name: string;
  readonly condition: "waiting" | "running" | "restarting" | "held" | "stopped";
  readonly restarts: number;
  readonly lastExit: string | null;
};

/** What the supervisor writes down at every change. */
export type State = {
  readonly supervisor: ProcessIdentity;
  readonly processes: readonly ProcessState[];
};
