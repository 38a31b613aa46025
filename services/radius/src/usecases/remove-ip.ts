import { radiusEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { expectVersion } from "../domain/errors.ts";
import { type Ip, removedIp } from "../domain/ip.ts";
import { ipFact } from "../events/published.ts";
import { existingIp } from "./change-ip.ts";
import type { Radius } from "./ports.ts";

export type RemoveIp = (
  request: WriteRequest,
  named: {
    readonly id: string;
    readonly expectedVersion: bigint;
    readonly sees: (businessUnitId: string) => boolean;
  },
) => Promise<void>;

/** Removes an IP; who connects without a login is asked to disconnect. */
export function removeIp(transact: Transact<Radius>, clock: Clock): RemoveIp {
  return (request, { id, expectedVersion, sees }) =>
    transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, id, now);
      if (done) return;
      const present = await existingIp(scope, id, sees);
      expectVersion(expectedVersion, present.version);
      await takeAway(scope, present, now);
      const open = await scope.sessions.openOfLogins([id]);
      await scope.disconnects.queueMissing(
        open.map((session) => session.id),
        now,
      );
      await scope.requests.finish(request, now);
    });
}

/** Writes an IP as removed, and tells of it. */
export async function takeAway(
  { ips, outbox }: Pick<Radius, "ips" | "outbox">,
  present: Ip,
  now: Date,
): Promise<void> {
  const removed = removedIp(present, now);
  await ips.save(removed);
  // The tree shows what it was called to the last.
  const named = { ...removed, address: present.address, macs: present.macs };
  await outbox.add(radiusEvents.ip.of("deleted"), ipFact(named), { aggregateId: present.id });
}
