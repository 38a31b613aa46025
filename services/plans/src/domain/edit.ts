import { refuse, staleEdit } from "./errors.ts";

/** Takes of an edit the fields that it names; the others stay as they are. */
export function withFields<Thing extends object>(
  present: Thing,
  wanted: Thing,
  fields: readonly string[],
): Thing {
  const named = Object.entries(wanted).filter(([field]) => fields.includes(field));
  return { ...present, ...Object.fromEntries(named) };
}

/** An edit names the version that was read; 0 where it does not say. */
export function expectVersion(expected: bigint, present: bigint): void {
  if (expected !== 0n && expected !== present) throw staleEdit(expected, present);
}

/** What still names the thing that shall go, by what it is and how many there are. */
export type Uses = Readonly<Record<string, number>>;

/** Refuses to remove what is used, and says by what. */
export function refuseUsed(what: string, uses: Uses): void {
  const named = Object.entries(uses).filter(([, count]) => count > 0);
  if (named.length === 0) return;
  const list = named.map(([by, count]) => `${count} ${by}`).join(", ");
  throw refuse.in_use(`${what} is used by ${list}.`, {
    details: Object.fromEntries(named.map(([by, count]) => [by, String(count)])),
  });
}
