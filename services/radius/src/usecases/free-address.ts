import type { Ip } from "../domain/ip.ts";
import type { Radius } from "./ports.ts";

/** More at once have it only where routing points use the same private addresses. */
const most = 50;

/**
 * An address that is fixed from now on may be somebody else's still: given out of the class, or fixed to
 * him before. He is asked to connect again, and gets another one.
 */
export async function freeAddress(
  { sessions, disconnects }: Pick<Radius, "sessions" | "disconnects">,
  { id, loginId, address }: Pick<Ip, "id" | "loginId" | "address">,
  now: Date,
): Promise<void> {
  if (address === null) return;
  const found = await sessions.openAt({ addresses: [address], at: now, units: "all", limit: most });
  const strangers = found.filter(
    (session) => session.endedAt === null && session.loginId !== (loginId ?? id),
  );
  await disconnects.queueMissing(
    strangers.map((session) => session.id),
    now,
  );
}
