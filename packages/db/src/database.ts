import { DataSource, type EntitySchema } from "typeorm";

export type DatabaseOptions = {
  /** `mysql://user:password@host:port/schema` */
  readonly url: string;
  readonly entities: readonly EntitySchema[];
  readonly poolSize?: number;
};

/** Opens the service's own schema and refuses a server that would not keep what it acknowledges. */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const db = await new DataSource({
    type: "mariadb",
    url: options.url,
    entities: [...options.entities],
    synchronize: false,
    timezone: "Z",
    charset: "utf8mb4",
    dateStrings: ["DATE"],
    supportBigNumbers: true,
    bigNumberStrings: true,
    connectTimeout: 3_000,
    // No stack for each query against the day it fails: what fails has the stack of whoever awaits it.
    extra: {
      connectionLimit: options.poolSize ?? 10,
      maxIdle: 2,
      idleTimeout: 30_000,
      trace: false,
    },
  })
    .initialize()
    .catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`the database at ${placeOf(options.url)} cannot be opened: ${why}`, {
        cause,
      });
    });
  try {
    await assertTrustworthy(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

/** Without user and password: this is for the log. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

type ServerSettings = {
  readonly mode: string;
  readonly zone: string;
  readonly flush: number | string;
  readonly storageEngine: string;
};

async function assertTrustworthy(db: DataSource): Promise<void> {
  const [settings] = await db.query<ServerSettings[]>(
    `SELECT @@sql_mode AS mode, TIMEDIFF(NOW(), UTC_TIMESTAMP()) AS zone,
            @@innodb_flush_log_at_trx_commit AS flush, @@default_storage_engine AS storageEngine`,
  );
  // MariaDB 10.11 knows it by the first name alone, MySQL 8.4 by the second.
  const [isolation] = await db.query<{ Value: string }[]>(
    "SHOW VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation')",
  );
  if (settings === undefined) throw new Error("the database answered nothing");
  const wrong = [
    !settings.mode.includes("STRICT_TRANS_TABLES") && "sql_mode lacks STRICT_TRANS_TABLES",
    settings.zone !== "00:00:00" && "time_zone is not +00:00",
    Number(settings.flush) !== 1 && "innodb_flush_log_at_trx_commit is not 1",
    // No transaction that wants it says so again.
    isolation?.Value !== "REPEATABLE-READ" && "transaction isolation is not REPEATABLE-READ",
    settings.storageEngine !== "InnoDB" && "default_storage_engine is not InnoDB",
  ].filter((text) => text !== false);
  if (wrong.length > 0) throw new Error(`the database server is set wrongly: ${wrong.join("; ")}`);
}
