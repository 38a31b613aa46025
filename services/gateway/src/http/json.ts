/**
 * A message as JSON for the outside: instants as ISO 8601, 64-bit numbers as JSON numbers (centavos
 * and octets stay far below 2^53), and an absent id or date as null instead of an empty string.
 */
export function toJson(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, fieldToJson(key, entry)]);
  return Object.fromEntries(entries);
}

function fieldToJson(key: string, value: unknown): unknown {
  if (value === undefined) return null;
  if (value === "" && /(Id|On|At)$/.test(key)) return null;
  return toJson(value);
}
