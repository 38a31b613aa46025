import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { expectVersion, refuse, refuseFields } from "../domain/errors.ts";
import type { NamedEntry, NetworkList, Radius } from "./ports.ts";

type Units = readonly string[] | "all";

export type WriteNetworkList<Entry> = {
  readonly create: (request: WriteRequest, entry: Entry, units: Units) => Promise<Entry>;
  /** Changes the named fields; `entry.version` is the one that was read. */
  readonly update: (
    request: WriteRequest,
    entry: Entry,
    fields: readonly string[],
    units: Units,
  ) => Promise<Entry>;
  readonly remove: (
    request: WriteRequest,
    named: { readonly id: string; readonly expectedVersion: bigint },
    units: Units,
  ) => Promise<void>;
};

type Rules<Entry> = {
  readonly of: (scope: Radius) => NetworkList<Entry>;
  /** Fills in what follows from the rest. */
  readonly completed: (entry: Entry) => Entry;
  readonly check: (entry: Entry) => void;
  /** How many name it. */
  readonly uses: (scope: Radius, entry: Entry) => Promise<number>;
};

/** Adds to, changes and shortens one of the short lists of the network. */
export function writeNetworkList<Entry extends NamedEntry>(
  transact: Transact<Radius>,
  clock: Clock,
  rules: Rules<Entry>,
): WriteNetworkList<Entry> {
  return {
    async create(request, given, units) {
      const wanted = rules.completed(given);
      rules.check(wanted);
      requireUnit(wanted, units);
      return transact(async (scope) => {
        const now = clock.now();
        const { resultId, done } = await scope.requests.claim(request, newId(now), now);
        if (done) return rules.of(scope).find(resultId);
        const entry = { ...wanted, id: resultId, version: 1n };
        await rules.of(scope).add(entry);
        await scope.requests.finish(request, now);
        return entry;
      });
    },
    update: (request, wanted, fields, units) =>
      transact(async (scope) => {
        const { done } = await scope.requests.claim(request, wanted.id, clock.now());
        const present = await seen(rules.of(scope), wanted.id, units);
        if (done) return present;
        expectVersion(wanted.version, present.version);
        requireUnit(present, units);
        const named = Object.entries(wanted).filter(([field]) => fields.includes(field));
        const merged = { ...present, ...Object.fromEntries(named) };
        const entry = rules.completed({ ...merged, version: present.version + 1n });
        rules.check(entry);
        await rules.of(scope).save(entry);
        await scope.requests.finish(request, clock.now());
        return entry;
      }),
    remove: (request, { id, expectedVersion }, units) =>
      transact(async (scope) => {
        const { done } = await scope.requests.claim(request, id, clock.now());
        if (done) return;
        const present = await seen(rules.of(scope), id, units);
        expectVersion(expectedVersion, present.version);
        requireUnit(present, units);
        const uses = await rules.uses(scope, present);
        if (uses > 0)
          throw refuse.entry_in_use(`${present.name} is used by ${uses} IPs.`, {
            details: { ips: String(uses) },
          });
        await rules.of(scope).remove(id);
        await scope.requests.finish(request, clock.now());
      }),
  };
}

async function seen<Entry extends NamedEntry>(
  list: NetworkList<Entry>,
  id: string,
  units: Units,
): Promise<Entry> {
  const entry = await list.lock(id);
  if (isSeen(entry, units)) return entry;
  throw refuse.entry_not_found(`There is no entry ${id} in this list.`);
}

/** What serves every unit is seen by all. */
export function isSeen({ businessUnitId }: Pick<NamedEntry, "businessUnitId">, units: Units) {
  return units === "all" || businessUnitId === "" || units.includes(businessUnitId);
}

/** What serves every unit is changed by those who see every unit. */
function requireUnit({ businessUnitId }: Pick<NamedEntry, "businessUnitId">, units: Units): void {
  if (units === "all" || units.includes(businessUnitId)) return;
  refuseFields([{ pointer: "/businessUnitId", detail: "must be one of your business units" }]);
}
