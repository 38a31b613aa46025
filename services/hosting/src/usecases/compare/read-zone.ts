import type { Transact } from "@isp/db";
import { comparedSets, type ComparedSet, keyOf } from "../../domain/zone-sets.ts";
import type { DomainZone } from "../drive/domain-zone.ts";
import type { Hosting, Units } from "../ports.ts";

/** A domain's zone as it is wanted, beside what the server answers. */
export type SeenZone = {
  readonly isServed: boolean;
  readonly records: readonly (ComparedSet & { readonly isAccepted: boolean })[];
};

export type ReadZone = (id: string, units: Units) => Promise<SeenZone>;

export function readZone(look: Transact<Hosting>, zone: DomainZone | undefined): ReadZone {
  return async (id, units) => {
    const domain = await look(({ domains }) => domains.find(id, units));
    if (zone === undefined) return { isServed: false, records: [] };
    const [found, { wanted, accepted }] = await Promise.all([
      zone.read(domain),
      zone.wanted(domain),
    ]);
    const own = new Set(accepted.map(keyOf));
    const records = comparedSets(found === null ? [] : wanted, found ?? []).map((set) => ({
      ...set,
      isAccepted: own.has(keyOf(set)),
    }));
    return { isServed: found !== null, records };
  };
}
