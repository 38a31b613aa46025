import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { pendingReason } from "../domain/hosted-item.ts";
import { checkHost, isHostType, type ZoneHostItem } from "../domain/zone-host.ts";
import { hostKind } from "./items/host-kind.ts";
import { wantAnew } from "./items/want-anew.ts";
import type { Hosting, Units } from "./ports.ts";

export type HostEdit = {
  readonly id: string;
  readonly expectedVersion: bigint;
  readonly type: string | undefined;
  readonly pointsTo: string | undefined;
};

export type ChangeHost = (
  request: WriteRequest,
  edit: HostEdit,
  units: Units,
) => Promise<ZoneHostItem>;

/** Points a host elsewhere (C98); its name stays. */
export function changeHost(
  transact: Transact<Hosting>,
  clock: Clock,
  isDriven: boolean,
): ChangeHost {
  const kind = hostKind(isDriven);
  return (request, edit, units) =>
    transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, edit.id, now);
      const known = await scope.hosts.lock(edit.id, units);
      if (done) return known;
      if (isGone(known)) throw refuse.host_not_found(`There is no host ${edit.id}.`);
      if (known.version !== edit.expectedVersion)
        throw refuse.changed_meanwhile("Somebody changed the host meanwhile.");
      const { type = known.type, pointsTo = known.pointsTo } = edit;
      const domain = known.name.slice(known.label.length + 1);
      checkHost({ label: known.label, type, pointsTo, domain });
      if (!isHostType(type)) throw refuse.host_invalid(`${type} is no type of host.`);
      const next = wantAnew({ ...known, type, pointsTo }, now, pendingReason(known, isDriven));
      await scope.hosts.save(next);
      await kind.say(scope, "changed", next, "");
      await scope.requests.finish(request, now);
      return next;
    });
}
