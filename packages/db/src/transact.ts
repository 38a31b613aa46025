import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "@isp/kernel";
import type { DataSource, EntityManager } from "typeorm";
import { driverCode, isConnectionLost, refuse } from "./errors.ts";
import { withinLimit } from "./within-limit.ts";

/** Runs work in one transaction and hands it the repositories bound to that transaction. */
export type Transact<Scope> = <Result>(work: (scope: Scope) => Promise<Result>) => Promise<Result>;

/** Reads without a transaction: each statement sees what is committed when it runs. */
export function reader<Scope>(
  db: DataSource,
  bind: (manager: EntityManager) => Scope,
): Transact<Scope> {
  return async (work) => {
    try {
      return await work(bind(db.manager));
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      throw refuse.unavailable("The database is not reachable; try again.", { cause: error });
    }
  };
}

/** Single statements outside a transaction; a database that is away is `unavailable` there too. */
export function queryOf(db: DataSource) {
  const read = reader(db, (manager) => manager);
  return <Rows>(statement: string, parameters: readonly unknown[] = []): Promise<Rows> =>
    read((manager) => manager.query<Rows>(statement, [...parameters]));
}

export type TransactOptions = {
  /** How long the database may stay silent. */
  readonly limitMs?: number;
  /**
   * `READ COMMITTED` locks rows and no gaps between them: for work that begins rows at many keys at once
   * and is told by a unique key that another was faster.
   */
  readonly isolation?: "READ COMMITTED";
};

const maxAttempts = 5;
/** The last: partitions of a table were made or dropped after the transaction's view of it. */
const passing = new Set(["ER_LOCK_DEADLOCK", "ER_LOCK_WAIT_TIMEOUT", "ER_TABLE_DEF_CHANGED"]);

/**
 * `onCommit` is told of every commit, so that a relay can start at once instead of at its next look.
 *
 * A deadlock rolls the whole transaction back and a lock timeout only its statement, so the whole
 * closure is run again, never the rest of it. A connection lost at COMMIT leaves the outcome unknown:
 * that is the caller's to retry, with the same request id. With a limit, so does a server that stays silent.
 */
export function transactor<Scope>(
  db: DataSource,
  bind: (manager: EntityManager) => Scope,
  onCommit: () => void = () => undefined,
  { limitMs, isolation }: TransactOptions = {},
): Transact<Scope> {
  const run = <Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> =>
    limitMs === undefined
      ? begin(db.manager, work, isolation)
      : withinLimit(db, { limitMs, run: (manager) => begin(manager, work, isolation) });
  return async (work) => {
    for (let attempt = 1; ; attempt++) {
      try {
        const result = await run((manager) => work(bind(manager)));
        onCommit();
        return result;
      } catch (error) {
        if (error instanceof DomainError) throw error;
        if (isConnectionLost(error)) {
          throw refuse.unavailable("The database is not reachable; try again.", { cause: error });
        }
        if (attempt === maxAttempts || !passing.has(driverCode(error) ?? "")) throw error;
        await sleep(2 ** attempt * 5 * (0.5 + Math.random()));
      }
    }
  };
}

/** To say how a transaction is isolated costs a round trip, so that it is said only where it must be. */
function begin<Result>(
  manager: EntityManager,
  work: (manager: EntityManager) => Promise<Result>,
  isolation: TransactOptions["isolation"],
): Promise<Result> {
  return isolation === undefined ? manager.transaction(work) : manager.transaction(isolation, work);
}
