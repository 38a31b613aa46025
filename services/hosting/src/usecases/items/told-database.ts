import type { WriteRequest } from "@isp/db";
import { isGone, type SecretBox } from "@isp/kernel";
import type { Database } from "../../domain/database.ts";
import { databaseContext } from "../../domain/secret-contexts.ts";

/** A database, with the password of its user where it may be told; empty otherwise. */
export type ToldDatabase = { readonly database: Database; readonly password: string };

/**
 * Whoever asked for a password is told it, and a repetition of his request again: its answer may have been
 * lost. One that the database was given since, for somebody else or by another request, is not his (D19).
 */
export function told(
  database: Database,
  { requestId }: Pick<WriteRequest, "requestId">,
  box: Pick<SecretBox, "open">,
): ToldDatabase {
  const { id, password, passwordRequest } = database;
  const isHis = passwordRequest === requestId && !isGone(database);
  return { database, password: isHis ? box.open(password, databaseContext(id)) : "" };
}
