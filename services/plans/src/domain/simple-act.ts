import type { CivilDate } from "@isp/kernel";
import { refuseEnded } from "./ending.ts";
import {
  enable,
  resume,
  type Subscription,
  suspend,
  type SuspensionReason,
} from "./subscription.ts";

/** An act that changes one subscription and needs no preview. */
export type SimpleAct =
  | { readonly kind: "enable" }
  | { readonly kind: "suspend" | "resume"; readonly reason: SuspensionReason };

export const simpleFacts = { enable: "enabled", suspend: "suspended", resume: "resumed" } as const;

/** What becomes of the subscription; refuses what its state does not allow. */
export function decideSimple(
  present: Subscription,
  act: SimpleAct,
  at: { readonly operationId: string; readonly on: CivilDate; readonly now: Date },
): Subscription {
  const { operationId, on, now } = at;
  refuseEnded(present);
  switch (act.kind) {
    case "enable":
      return enable(present, on);
    case "suspend":
      return suspend(present, { reason: act.reason, operationId, on, at: now });
    case "resume":
      return resume(present, act.reason);
  }
}
