import { driverCode } from "@isp/db";
import { DomainError } from "@isp/kernel";
import { SessionRaceError } from "../db/sessions.ts";

/** SQLSTATE classes: data exception, integrity constraint violation. */
const aboutData = ["22", "23"];
const codes = new Set(["ER_TRUNCATED_WRONG_VALUE_FOR_FIELD", "ER_NET_PACKET_TOO_LARGE"]);

/**
 * Whether it is the data that cannot be written, and not the database that cannot write: a time or a name
 * that no column takes, or a mistake of our own. Anything else may pass and is tried again for ever.
 */
export function isUnwritable(error: unknown): boolean {
  if (error instanceof DomainError || error instanceof SessionRaceError) return false;
  const code = driverCode(error);
  if (code === undefined) return !isOfDriver(error);
  const state = sqlState(error);
  return codes.has(code) || aboutData.some((kind) => state.startsWith(kind));
}

function isOfDriver(error: unknown): boolean {
  return error instanceof Error && "driverError" in error;
}

function sqlState(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("driverError" in error) return sqlState(error.driverError);
  return "sqlState" in error ? String(error.sqlState) : "";
}
