import { createHash, randomUUID } from "node:crypto";
import { refuse } from "./errors.ts";

/**
 * Names a write for all services: the same operator, route and Idempotency-Key are the same write,
 * and another operator's key is another write. Without a key every request is a new one.
 */
export function requestIdOf(
  operatorId: string,
  method: string,
  path: string,
  key: string | undefined,
): string {
  if (key !== undefined && (key === "" || key.length > 255)) {
    throw refuse.idempotency_key("An Idempotency-Key has 1 to 255 characters.");
  }
  const named = [operatorId, method.toUpperCase(), path, key ?? randomUUID()].join("\n");
  return createHash("sha256").update(named).digest("hex");
}
