import { createHash } from "node:crypto";

/** The request id of a further call that a write makes; the same write derives the same one again. */
export function derivedRequestId(requestId: string, purpose: string): string {
  return createHash("sha256").update(`${requestId}\n${purpose}`).digest("hex");
}
