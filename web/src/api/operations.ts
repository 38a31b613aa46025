type OperationState = "scheduled" | "running" | "done" | "failed";
type StepState = "pending" | "applied" | "absent" | "refused" | "superseded";
type OperationKind =
  | "register"
  | "enable"
  | "change-plan"
  | "transfer"
  | "suspend"
  | "resume"
  | "cancel"
  | "delete";

export type Receipt = {
  readonly itemId?: string;
  readonly itemKind?: string;
  readonly itemName?: string;
  readonly action: string;
  readonly server?: string;
  readonly detail?: string;
  readonly at?: string | null;
};

export type Step = {
  readonly service: string;
  readonly state: StepState;
  readonly at?: string | null;
  readonly receipts: readonly Receipt[];
  readonly problem?: { readonly code: string; readonly detail: string } | null;
};

export type Operation = {
  readonly id: string;
  readonly subscriptionId: string;
  readonly customerId?: string;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly reason?: string | null;
  readonly note?: string | null;
  readonly on?: string | null;
  readonly requestedBy?: string | null;
  readonly requestedAt?: string | null;
  readonly finishedAt?: string | null;
  readonly steps: readonly Step[];
};

/** True while the operation may still change by itself. */
export function isMoving(operation: Operation): boolean {
  return operation.state === "running";
}
