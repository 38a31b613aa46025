import type { CivilDate } from "@isp/kernel";
import { refuse } from "./errors.ts";
import type { PreviewedOrder, Remark } from "./previewed.ts";
import type { SuspensionReason } from "./subscription.ts";

export const participants = ["radius", "mail", "hosting", "billing"] as const;
export type Participant = (typeof participants)[number];

export type OperationKind =
  | "register"
  | "enable"
  | "change-plan"
  | "transfer"
  | "suspend"
  | "resume"
  | "cancel"
  | "delete";

export type OperationState = "scheduled" | "running" | "done" | "failed" | "cancelled";
export type StepState = "pending" | "applied" | "absent" | "refused" | "superseded";

export type Receipt = {
  readonly itemId: string;
  readonly itemKind: string;
  readonly itemName: string;
  readonly action: string;
  readonly server: string;
  readonly detail: string;
  readonly at: Date | undefined;
};

export type Step = {
  readonly service: Participant;
  readonly state: StepState;
  /** The participant's own count of its answers; 0 before the first. */
  readonly revision: bigint;
  readonly at: Date | null;
  readonly receipts: readonly Receipt[];
  readonly problem: Problem | null;
};

export type Problem = { readonly code: string; readonly detail: string };

/** What is kept of an act until its day; never a secret. */
export type ScheduledAct =
  | { readonly kind: "enable" }
  | { readonly kind: "suspend" | "resume"; readonly reason: SuspensionReason }
  | PreviewedOrder;

/** One act on a subscription and how far each participant came (DESIGN 5). */
export type Operation = {
  readonly id: string;
  readonly version: bigint;
  readonly businessUnitId: string;
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly reason: string;
  readonly note: string;
  readonly on: CivilDate;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly steps: readonly Step[];
  /** The new subscription of a plan change or a transfer; empty before it is decided. */
  readonly successorSubscriptionId: string;
  readonly subscriptionNumber: bigint;
  /** Accepted with the preview, or come up on the day of a scheduled one. */
  readonly warnings: readonly Remark[];
  /** Until when passwords that it made can be taken; null when there are none. */
  readonly passwordsUntil: Date | null;
  /** Why it could not be carried out on its day. */
  readonly problem: Problem | null;
  /** What to do on its day; null for one that was carried out at once. */
  readonly act: ScheduledAct | null;
};

type Optional = "successorSubscriptionId" | "warnings" | "passwordsUntil";

export type NewOperation = Omit<
  Operation,
  "version" | "state" | "finishedAt" | "steps" | "problem" | "act" | Optional
> &
  Partial<Pick<Operation, Optional>>;

export function begin(operation: NewOperation): Operation {
  return { ...unstarted(operation), state: "running", steps: firstSteps };
}

/** Sets an act for a day that lies ahead. */
export function schedule(operation: NewOperation, act: ScheduledAct): Operation {
  return { ...unstarted(operation), state: "scheduled", steps: [], act };
}

const unstarted = (operation: NewOperation) => ({
  successorSubscriptionId: "",
  warnings: [],
  passwordsUntil: null,
  ...operation,
  version: 1n,
  finishedAt: null,
  problem: null,
  act: null,
});

const firstSteps: readonly Step[] = participants.map((service) => ({
  service,
  state: "pending",
  revision: 0n,
  at: null,
  receipts: [],
  problem: null,
}));

type Started = Pick<Operation, "successorSubscriptionId" | "warnings" | "passwordsUntil">;

/** Its day has come, and it was decided. */
export function start(operation: Operation, started: Partial<Started>): Operation {
  refuseUnlessScheduled(operation);
  return { ...next(operation), ...started, state: "running", steps: firstSteps, problem: null };
}

/** Its day has come, and it cannot be done. */
export function fail(operation: Operation, problem: Problem, now: Date): Operation {
  refuseUnlessScheduled(operation);
  return { ...next(operation), state: "failed", problem, finishedAt: now };
}

/** Taken back before its day, by an operator or because its subscription ended. */
export function takeBack(operation: Operation, problem: Problem | null, now: Date): Operation {
  refuseUnlessScheduled(operation);
  return { ...next(operation), state: "cancelled", problem, finishedAt: now };
}

function refuseUnlessScheduled({ state, id }: Operation): void {
  if (state === "scheduled") return;
  throw refuse.not_scheduled(`Operation ${id} is ${state} and not scheduled any more.`);
}

const next = (operation: Operation): Operation => ({
  ...operation,
  version: operation.version + 1n,
});

/** Takes a participant's answer; one that is not newer than what is known changes nothing. */
export function answer(operation: Operation, step: Step, now: Date): Operation {
  const known = operation.steps.find(({ service }) => service === step.service);
  if (known === undefined || known.revision >= step.revision) return operation;
  // What a newer operation has superseded is no longer this one's to apply.
  const kept = known.state === "superseded" ? { ...step, state: known.state } : step;
  return settle(replaceStep(operation, kept), now);
}

/** Gives up what is not applied yet, because a newer operation decides it. */
export function supersede(operation: Operation, now: Date): Operation {
  const steps = operation.steps.map((step) =>
    step.state === "pending" || step.state === "refused"
      ? { ...step, state: "superseded" as const, at: now }
      : step,
  );
  return settle({ ...operation, steps }, now);
}

function replaceStep(operation: Operation, step: Step): Operation {
  const steps = operation.steps.map((held) => (held.service === step.service ? step : held));
  return { ...operation, steps };
}

function settle(operation: Operation, now: Date): Operation {
  const state = stateOf(operation.steps);
  const finished = state === "done" || state === "failed";
  return {
    ...next(operation),
    state,
    finishedAt: finished ? (operation.finishedAt ?? now) : null,
  };
}

/** Done when every step is applied, absent or superseded; failed when one is refused and none pending. */
function stateOf(steps: readonly Step[]): OperationState {
  if (steps.some(({ state }) => state === "pending")) return "running";
  return steps.some(({ state }) => state === "refused") ? "failed" : "done";
}

/** Change-plan, transfer and delete exclude every other operation, both ways. */
export function isExclusive(kind: OperationKind): boolean {
  return kind === "change-plan" || kind === "transfer" || kind === "delete";
}
