export type OperationState = "scheduled" | "running" | "done" | "failed" | "cancelled";
type StepState = "pending" | "applied" | "absent" | "refused" | "superseded";
export type OperationKind =
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
  readonly problem?: StepProblem | null;
};

export type StepProblem = { readonly code: string; readonly detail: string };

/** Something to accept (a warning) or to mend first (a conflict). */
export type Remark = {
  readonly service?: string;
  readonly code: string;
  readonly detail: string;
  readonly itemId?: string;
};

export type Operation = {
  readonly id: string;
  readonly businessUnitId?: string;
  readonly subscriptionId: string;
  readonly subscriptionNumber?: number | string;
  /** The new subscription of a plan change or a transfer. */
  readonly successorSubscriptionId?: string | null;
  readonly customerId?: string;
  /** Where operations of many customers are listed. */
  readonly customerName?: string;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly reason?: string | null;
  readonly note?: string | null;
  readonly on?: string | null;
  readonly requestedBy?: string | null;
  readonly requestedAt?: string | null;
  readonly finishedAt?: string | null;
  readonly steps: readonly Step[];
  /** What was accepted with the preview, or came up on the day of a scheduled one. */
  readonly warnings?: readonly Remark[];
  /** It made passwords that nobody has taken yet. */
  readonly passwords?: boolean;
  /** Why a scheduled one could not be carried out on its day. */
  readonly problem?: StepProblem | null;
};

/** True while the operation may still change by itself. */
export function isMoving(operation: Operation): boolean {
  return operation.state === "running";
}
