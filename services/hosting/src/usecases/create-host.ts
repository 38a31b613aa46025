import type { WriteRequest } from "@isp/db";
import { checkHost, isHostType, type ZoneHostItem } from "../domain/zone-host.ts";
import { refuse } from "../domain/errors.ts";
import { checkOffered } from "../domain/room.ts";
import { type Dependencies, hangItem } from "./hang-item.ts";
import { hostKind } from "./items/host-kind.ts";
import type { Units } from "./ports.ts";

export type NewHost = {
  readonly domainId: string;
  /** Below the domain. */
  readonly name: string;
  readonly type: string;
  readonly pointsTo: string;
};

export type CreateHost = (
  request: WriteRequest,
  wanted: NewHost,
  units: Units,
) => Promise<ZoneHostItem>;

/** Adds a name to a domain's zone (C98). */
export function createHost(dependencies: Dependencies): CreateHost {
  const kind = hostKind(dependencies.isDriven);
  return async (request, { domainId, name: label, type, pointsTo }, units) => {
    const { name: domain } = await dependencies.transact(({ domains }) =>
      domains.find(domainId, units),
    );
    checkHost({ label, type, pointsTo, domain });
    if (!isHostType(type)) throw refuse.host_invalid(`${type} is no type of host.`);
    return hangItem(
      dependencies,
      kind,
      { request, place: { domainId, units } },
      {
        check: ({ plan }) => checkOffered(plan, "add-host"),
        make: (base) => ({ ...base, name: `${label}.${domain}`, label, type, pointsTo }),
      },
    );
  };
}
