/**
 * Statements that add a column unless it is there, on MySQL and MariaDB alike: only MariaDB knows
 * `ADD COLUMN IF NOT EXISTS`, and a migration that was cut off must bear being run again.
 */
export function addColumn(table: string, column: string, definition: string): string[] {
  return alterUnless(
    `SELECT 1 FROM information_schema.columns
     WHERE table_schema = DATABASE() AND table_name = '${table}' AND column_name = '${column}'`,
    `ALTER TABLE ${table} ADD COLUMN \`${column}\` ${definition}`,
  );
}

/** Statements that add an index unless there is one of that name; `definition` begins with `KEY` or `UNIQUE KEY`. */
export function addIndex(table: string, index: string, definition: string): string[] {
  return alterUnless(
    `SELECT 1 FROM information_schema.statistics
     WHERE table_schema = DATABASE() AND table_name = '${table}' AND index_name = '${index}'`,
    `ALTER TABLE ${table} ADD ${definition}`,
  );
}

/** Statements that drop an index if it is there. */
export function dropIndex(table: string, index: string): string[] {
  return alterUnless(
    `SELECT 1 WHERE NOT EXISTS(SELECT 1 FROM information_schema.statistics
     WHERE table_schema = DATABASE() AND table_name = '${table}' AND index_name = '${index}')`,
    `ALTER TABLE ${table} DROP INDEX ${index}`,
  );
}

/** Statements that run one that must not be run twice, unless the query `found` finds something. */
export function alterUnless(found: string, statement: string): string[] {
  const quoted = statement.replaceAll("'", "''");
  return [
    `SET @statement = IF(EXISTS(${found}), 'DO 0', '${quoted}')`,
    "PREPARE migration FROM @statement",
    "EXECUTE migration",
    "DEALLOCATE PREPARE migration",
  ];
}
