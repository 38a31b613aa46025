import type { DataSource } from "typeorm";

/** One step of a schema. MariaDB commits DDL by itself, so each statement must bear being run again. */
export type Migration = {
  /** `<yyyymmddhhmm>-<imperative>`; never renamed once released. */
  readonly name: string;
  readonly statements: readonly string[];
};

const lockSeconds = 60;

/** Brings the schema up to date; replicas that start together wait for the one that migrates. */
export async function migrate(db: DataSource, migrations: readonly Migration[]): Promise<string[]> {
  const runner = db.createQueryRunner();
  await runner.connect();
  const lock = `${String(db.driver.database)}.migrate`;
  try {
    const [held] = await runner.query("SELECT GET_LOCK(?, ?) AS ok", [lock, lockSeconds]);
    if (Number(held.ok) !== 1) throw new Error("another process has been migrating for a minute");
    await runner.query(
      `CREATE TABLE IF NOT EXISTS schema_migrations (
         name varchar(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
         applied_at datetime(3) NOT NULL
       ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    );
    const rows: { name: string }[] = await runner.query("SELECT name FROM schema_migrations");
    const applied = new Set(rows.map(({ name }) => name));
    const missing = migrations.filter(({ name }) => !applied.has(name));
    for (const { name, statements } of missing) {
      for (const statement of statements) await runner.query(statement);
      await runner.query("INSERT INTO schema_migrations VALUES (?, UTC_TIMESTAMP(3))", [name]);
    }
    return missing.map(({ name }) => name);
  } finally {
    await runner.query("SELECT RELEASE_LOCK(?)", [lock]).catch(() => undefined);
    await runner.release();
  }
}
