import { defineErrors } from "@isp/kernel";

export const refuse = defineErrors("database", {
  unavailable: { kind: "unavailable", title: "The database is not reachable" },
  request_reused: {
    kind: "conflict",
    title: "The idempotency key was used for another request",
  },
});

/** The driver's code of a failed statement, such as `ER_DUP_ENTRY`. */
export function driverCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("driverError" in error) return driverCode(error.driverError);
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}

const lost = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "PROTOCOL_CONNECTION_LOST",
  "ER_SERVER_SHUTDOWN",
  "ER_CON_COUNT_ERROR",
  "ER_CONNECTION_KILLED",
]);

/** True when the server or the connection is gone, so that nothing is known to be wrong with the work. */
export function isConnectionLost(error: unknown): boolean {
  const code = driverCode(error);
  if (code !== undefined && lost.has(code)) return true;
  return (
    error instanceof Error &&
    /closed state|Connection lost|Can't add new command|Pool is closed/.test(error.message)
  );
}

/** Names the unique key that a duplicate violated, or nothing when the error is another one. */
export function duplicateKey(error: unknown): string | undefined {
  if (driverCode(error) !== "ER_DUP_ENTRY" || !(error instanceof Error)) return undefined;
  return /for key '(?:[^'.]+\.)?([^']+)'/.exec(error.message)?.[1] ?? "PRIMARY";
}
