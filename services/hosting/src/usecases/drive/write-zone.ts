import { differencesOf, sameSets, type RecordSet } from "../../domain/zone-sets.ts";
import type { ServerCopies } from "../ports.ts";
import type { DnsServer } from "./dns-server.ts";
import type { Applying, Outcome } from "./driver.ts";

/** What was last written, and where to keep what is written now. */
export type Copy = {
  readonly last: Awaited<ReturnType<ServerCopies["find"]>>;
  readonly keep: (content: string) => Promise<void>;
};

/** Brings a zone to what is wanted; one that somebody changed by hand is reported and left as it is. */
export async function writeZone(
  server: DnsServer,
  zone: string,
  wanted: readonly RecordSet[],
  { copy, isForced }: Applying & { readonly copy: Copy },
): Promise<Outcome> {
  const there = await server.read(zone);
  if (there === null) {
    await server.create(zone, wanted);
    await copy.keep(JSON.stringify(wanted));
    return { state: "in-step" };
  }
  const last = copy.last === null ? null : (JSON.parse(copy.last) as readonly RecordSet[]);
  // It may stand as wanted already: written by a try that died before it could say so.
  if (!sameSets(there, wanted)) {
    if (!isForced && (last === null || !sameSets(there, last))) {
      return { state: "drifted", reason: drift(there, last ?? wanted) };
    }
    const { changed, removed } = differencesOf(there, wanted);
    await server.change(zone, changed, removed);
  }
  await copy.keep(JSON.stringify(wanted));
  return { state: "in-step" };
}

export function drift(there: readonly RecordSet[], expected: readonly RecordSet[]): string {
  const { changed, removed } = differencesOf(expected, there);
  const names = [...changed, ...removed].map(({ name, type }) => `${name} ${type}`);
  return `the zone was changed on the server: ${[...new Set(names)].slice(0, 5).join(", ")}`;
}
