import { randomWord } from "@isp/kernel";
import { refuse } from "./errors.ts";
import type { HostedItem } from "./hosted-item.ts";

export const engines = ["mariadb", "postgresql"] as const;
export type Engine = (typeof engines)[number];

/** A database with a user of its own (C97, D14). */
export type Database = HostedItem & {
  readonly domainId: string;
  readonly engine: Engine;
  readonly serverId: string | null;
  readonly username: string;
  /** Sealed; handed out to whoever asked for it. */
  readonly password: Buffer;
  /** The request that asked for this password; empty where nobody did. */
  readonly passwordRequest: string;
  /** What its data takes, as last measured. */
  readonly sizeBytes: bigint;
};

const systemNames: ReadonlySet<string> = new Set([
  "information_schema",
  "mysql",
  "performance_schema",
  "postgres",
  "root",
  "sys",
  "template0",
  "template1",
]);

export const isEngine = (word: string): word is Engine => engines.some((engine) => engine === word);

/** A name that every engine takes without quotes, and that none keeps for itself. */
export function checkDatabase({
  name,
  engine,
}: {
  readonly name: string;
  readonly engine: string;
}) {
  const fields = [
    ...(/^[a-z][a-z0-9_]{1,47}$/.test(name) && !systemNames.has(name) && !name.startsWith("pg_")
      ? []
      : [{ pointer: "/name", detail: "has 2 to 48 of a-z, 0-9 and underscore, a letter first" }]),
    ...(isEngine(engine)
      ? []
      : [{ pointer: "/engine", detail: `must be one of ${engines.join(", ")}` }]),
  ];
  if (fields.length > 0) throw refuse.database_invalid("The database cannot be so.", { fields });
}

const letters = "abcdefghjkmnpqrstuvwxyz23456789";
const longestUser = 32;

/** The database's own user: its name, and an ending that nobody guesses. */
export function usernameFor(name: string): string {
  const ending = randomWord(letters, 6);
  return `${name.slice(0, longestUser - ending.length - 1)}_${ending}`;
}
