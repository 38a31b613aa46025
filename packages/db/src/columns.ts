import type { EntitySchemaColumnOptions } from "typeorm";

const ascii = { charset: "ascii", collation: "ascii_bin" } as const;

/** An id, or a reference to one. */
export const idColumn = { type: "char", length: 36, ...ascii } as const;

/** A short word of a closed set, or a machine name. */
export function wordColumn(length: number) {
  return { type: "varchar", length, ...ascii } as const;
}

export const instantColumn = { type: "datetime", precision: 3 } as const;

/** Stays a string `YYYY-MM-DD` on both sides. */
export const civilDateColumn = { type: "date" } as const satisfies EntitySchemaColumnOptions;

/** BIGINT kept exact: the driver hands it over as text. */
export const bigintColumn = {
  type: "bigint",
  transformer: {
    to: (value: bigint | null | undefined) => value?.toString() ?? value,
    from: (value: string | number | null) => (value === null ? null : BigInt(value)),
  },
} as const satisfies EntitySchemaColumnOptions;

/** TINYINT(1) kept boolean. */
export const booleanColumn = {
  type: "tinyint",
  transformer: {
    to: (value: boolean | null | undefined) =>
      value === undefined || value === null ? value : Number(value),
    from: (value: number | null) => (value === null ? null : value === 1),
  },
} as const satisfies EntitySchemaColumnOptions;

/** A value object kept as JSON text; BIGINT and instants come back as what they were. */
export const jsonColumn = {
  type: "mediumtext",
  transformer: {
    to: (value: unknown) => (value === undefined ? value : JSON.stringify(value, tagged)),
    from: (text: string | null): unknown => (text === null ? null : parsed(text)),
  },
} as const satisfies EntitySchemaColumnOptions;

function tagged(this: unknown, key: string, value: unknown): unknown {
  // JSON.stringify turns a Date into text before it asks, so the holder is looked at instead.
  const raw: unknown = typeof this === "object" && this !== null ? Reflect.get(this, key) : value;
  if (raw instanceof Date) return { $at: raw.toISOString() };
  return typeof value === "bigint" ? { $big: value.toString() } : value;
}

/** A reviver would be asked about every value; most texts hold nothing that it would change. */
function parsed(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes('{"$') ? untagged(value) : value;
}

function untagged(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("$big" in value) return BigInt(String(value.$big));
  if ("$at" in value) return new Date(String(value.$at));
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === "object" && inner !== null) Reflect.set(value, key, untagged(inner));
  }
  return value;
}
