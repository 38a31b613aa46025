import type { OperationState } from "../../api/operations.ts";

/** In the order in which they are asked for. */
export const operationStates: readonly OperationState[] = [
  "scheduled",
  "running",
  "failed",
  "done",
  "cancelled",
];
