import type { plans } from "@isp/contracts";
import { toJson } from "../http/json.ts";

/** A plan with its terms spread out, as API.md names them. */
export function planView(plan: plans.Plan | undefined) {
  if (plan === undefined) return null;
  const { terms, ...rest } = plan;
  const { speed, simultaneousUse, loginCreatesMailbox, mailboxes, hosting } = terms ?? {};
  return toJson({ ...rest, speed, simultaneousUse, loginCreatesMailbox, mailboxes, hosting });
}
