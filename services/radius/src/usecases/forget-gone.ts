import { radiusEvents } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import { carried, followIp } from "../domain/ip.ts";
import { follow, type Login } from "../domain/login.ts";
import { ipFact, loginFact } from "../events/published.ts";
import type { Radius } from "./ports.ts";

/** How long the name of a login that was given up is nobody else's (D13). */
const quarantineMs = 30 * 86_400_000;
const atOnce = 100;

type Scope = Pick<Radius, "logins" | "ips" | "outbox">;

/**
 * Forgets logins that were given up thirty days ago. One that was released is first said to be gone,
 * which every replica reads; its row, and with it the name, goes at a later look. True when there may
 * be more at once.
 */
export function forgetGone(
  look: Transact<Scope>,
  transact: Transact<Scope>,
  clock: Clock,
): () => Promise<boolean> {
  return async () => {
    const before = new Date(clock.now().getTime() - quarantineMs);
    const gone = await look(({ logins }) => logins.goneBefore(before, atOnce));
    for (const { id } of gone) {
      await transact(async (scope) => {
        const login = await scope.logins.lock(id);
        if (login === null || !isGone(login) || login.wanted.at >= before) return;
        if (login.state === "deleting") await scope.logins.remove(id);
        else await sayGone(scope, login, clock.now());
      });
    }
    const goneIps = await look(({ ips }) => ips.goneBefore(before, atOnce));
    for (const { id } of goneIps)
      await transact((scope) => forgetIp(scope, id, before, clock.now()));
    return Math.max(gone.length, goneIps.length) === atOnce;
  };
}

async function forgetIp(scope: Scope, id: string, before: Date, now: Date): Promise<void> {
  const ip = await scope.ips.lock(id);
  if (ip === null || !isGone(ip) || ip.wanted.at >= before) return;
  if (ip.wanted.state === "deleted") return scope.ips.remove(id);
  const deleted = followIp(ip, "deleted", now);
  const kept = carried({ ...deleted, wanted: { ...deleted.wanted, at: ip.wanted.at } }, now);
  await scope.ips.save(kept);
  await scope.outbox.add(radiusEvents.ip.of("deleted"), ipFact(kept), { aggregateId: id });
}

async function sayGone({ logins, outbox }: Scope, login: Login, now: Date): Promise<void> {
  const deleted = follow(login, "deleted", now);
  // The quarantine ran from when it was given up; it does not begin again.
  const kept = { ...deleted, wanted: { ...deleted.wanted, at: login.wanted.at } };
  await logins.save(kept);
  await outbox.add(radiusEvents.login.of("deleted"), loginFact(kept), { aggregateId: login.id });
}
