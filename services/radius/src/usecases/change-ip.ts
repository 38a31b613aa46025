import { radiusEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import { expectVersion, refuse } from "../domain/errors.ts";
import { type Ip, type IpSettings } from "../domain/ip.ts";
import { ipFact } from "../events/published.ts";
import { placeIp } from "./place-ip.ts";
import type { Radius } from "./ports.ts";

type Sees = (businessUnitId: string) => boolean;

export type ChangeIp = (
  request: WriteRequest,
  change: {
    readonly id: string;
    readonly expectedVersion: bigint;
    readonly settings: Partial<IpSettings>;
    readonly sees: Sees;
  },
) => Promise<Ip>;

/** Changes what an operator says of an IP; the next connection has it. */
export function changeIp(transact: Transact<Radius>, clock: Clock): ChangeIp {
  return (request, { id, expectedVersion, settings: given, sees }) =>
    transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, id, now);
      const present = await existingIp(scope, id, sees);
      if (done) return present;
      expectVersion(expectedVersion, present.version);
      const { settings } = await placeIp(scope, { ...present, ...given }, present, now);
      const changed = await saveSettings(scope, present, settings);
      await changeSpeed(scope, present, changed, now);
      await scope.requests.finish(request, now);
      return changed;
    });
}

/** Writes an IP with these settings, and tells of it. */
export async function saveSettings(
  { ips, outbox }: Pick<Radius, "ips" | "outbox">,
  present: Ip,
  settings: Partial<IpSettings>,
): Promise<Ip> {
  const changed: Ip = { ...present, ...settings, version: present.version + 1n };
  await ips.save(changed);
  await outbox.add(radiusEvents.ip.of("changed"), ipFact(changed), { aggregateId: changed.id });
  return changed;
}

/** A speed of its own (C92) holds at once, for who is connected with it. */
async function changeSpeed(
  { sessions, disconnects }: Radius,
  before: Ip,
  after: Ip,
  now: Date,
): Promise<void> {
  if (JSON.stringify(before.speed) === JSON.stringify(after.speed)) return;
  const open = await sessions.openOfLogins([after.loginId ?? after.id]);
  await disconnects.queueChanges(
    open.map(({ id }) => id),
    now,
  );
}

/** Locked, if it is there and seen. */
export async function existingIp({ ips }: Pick<Radius, "ips">, id: string, sees: Sees) {
  const ip = await ips.lock(id);
  if (ip === null || isGone(ip) || !sees(ip.businessUnitId))
    throw refuse.ip_not_found(`There is no IP ${id}.`);
  return ip;
}
