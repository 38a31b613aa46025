import type { EntityManager, EntityMetadata, EntitySchema, ObjectLiteral } from "typeorm";

/** Reads whole rows of one table by plain SQL: a fraction of what the query builder costs. */
export type Rows<Row> = {
  /** `rest` begins at WHERE; columns are named as in the table. */
  readonly select: (rest: string, parameters: readonly unknown[]) => Promise<Row[]>;
};

type Compiled = {
  readonly from: string;
  readonly transformed: readonly (readonly [string, (value: unknown) => unknown])[];
};

const compiled = new WeakMap<EntityMetadata, Compiled>();

export function rowsOf<Row extends ObjectLiteral>(
  manager: EntityManager,
  schema: EntitySchema<Row>,
): Rows<Row> {
  const metadata = manager.connection.getMetadata(schema);
  const known = compiled.get(metadata) ?? compile(metadata);
  compiled.set(metadata, known);
  return {
    async select(rest, parameters) {
      const rows = await manager.query<Row[]>(`${known.from} ${rest}`, [...parameters]);
      for (const row of rows) {
        const values = row as Record<string, unknown>;
        for (const [name, read] of known.transformed) values[name] = read(values[name]);
      }
      return rows;
    },
  };
}

function compile({ columns, tableName }: EntityMetadata): Compiled {
  const list = columns.map(
    ({ databaseName, propertyName }) => `\`${databaseName}\` AS \`${propertyName}\``,
  );
  const transformed = columns.flatMap(({ propertyName, transformer }) =>
    transformer === undefined || Array.isArray(transformer)
      ? []
      : [[propertyName, (value: unknown): unknown => transformer.from(value)] as const],
  );
  return { from: `SELECT ${list.join(", ")} FROM ${tableName}`, transformed };
}
