import type { CivilDate } from "@isp/kernel";

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

export type OperationState = "scheduled" | "running" | "done" | "failed";
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
  readonly problem: { readonly code: string; readonly detail: string } | null;
};

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
};

export type NewOperation = Omit<Operation, "version" | "state" | "finishedAt" | "steps">;

export function begin(operation: NewOperation): Operation {
  return {
    ...operation,
    version: 1n,
    state: "running",
    finishedAt: null,
    steps: participants.map((service) => ({
      service,
      state: "pending",
      revision: 0n,
      at: null,
      receipts: [],
      problem: null,
    })),
  };
}

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
    ...operation,
    version: operation.version + 1n,
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
