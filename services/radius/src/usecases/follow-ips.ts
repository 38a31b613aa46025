import { type common, radiusEvents } from "@isp/contracts";
import { isGone, type ServiceState } from "@isp/kernel";
import { carried, followIp, type Ip, moveIp, nameOf } from "../domain/ip.ts";
import { ipFact } from "../events/published.ts";
import { carriedBy, type Move } from "./move-logins.ts";
import type { Radius } from "./ports.ts";

type Scope = Pick<Radius, "ips" | "outbox">;

type Asked = {
  readonly service: ServiceState | "deleted";
  /** What the servers grant; null where the fact does not say. */
  readonly plan: string | null;
  readonly operationId: string;
};

/** Takes over the wanted state of the IPs of a subscription. */
export async function followIps(
  { ips, outbox }: Scope,
  held: readonly Ip[],
  { service, plan, operationId }: Asked,
  now: Date,
): Promise<void> {
  for (const ip of held) {
    const asked = followIp(ip, service, now);
    const isOther = plan !== null && plan !== ip.plan && !isGone(asked);
    if (asked === ip && !isOther) continue;
    const version = asked === ip ? ip.version + 1n : asked.version;
    const followed = carried({ ...asked, version, plan: isOther ? plan : ip.plan }, now);
    await ips.save(followed);
    const name = followed.wanted.state === "deleted" ? "deleted" : "changed";
    await outbox.add(radiusEvents.ip.of(name), ipFact(followed, operationId), {
      aggregateId: ip.id,
    });
  }
}

/** Hangs IPs under the successor; the receipts name them for the worker. */
export async function moveIps(
  { ips, outbox }: Scope,
  held: readonly Ip[],
  { decision, successor, service }: Move,
  now: Date,
): Promise<readonly common.Receipt[]> {
  const receipts: common.Receipt[] = [];
  const keepsSpeed = keepsSpeedOf(decision.operationKind, decision.choices);
  const { id: subscriptionId, customerId, businessUnitId } = successor;
  for (const ip of held.filter((each) => !isGone(each))) {
    const isTransfer = decision.operationKind === "transfer";
    const successorPoint = successor.routingPointId === "" ? null : successor.routingPointId;
    const to = {
      subscriptionId,
      customerId,
      businessUnitId,
      routingPointId: isTransfer ? successorPoint : ip.routingPointId,
      plan: carriedBy(successor) ?? ip.plan,
    };
    const moved = carried(moveIp(ip, to, service, { now, keepsSpeed }), now);
    await ips.save(moved);
    await outbox.add(radiusEvents.ip.of("moved"), ipFact(moved, decision.operationId), {
      aggregateId: ip.id,
    });
    receipts.push(receiptOf(ip, moved, successor.number, now));
  }
  return receipts;
}

/** Through a change of plan an IP keeps a speed of its own only where that was asked for (D10). */
export function keepsSpeedOf(kind: string, choices: Readonly<Record<string, string>>): boolean {
  return kind === "transfer" || choices["keep-speed-override"] === "true";
}

/** What becomes of an IP's own speed in a move; nothing where it has none. */
export function speedWords({ speed }: Pick<Ip, "speed">, isKept: boolean): readonly string[] {
  if (speed === null) return [];
  return [isKept ? "keeps its own speed" : "its own speed is dropped"];
}

function receiptOf(before: Ip, after: Ip, number: bigint, at: Date): common.Receipt {
  return {
    itemId: after.id,
    itemKind: "ip",
    itemName: nameOf(after),
    action: "moved",
    server: "radius",
    detail: [`under contract ${number}`, ...speedWords(before, after.speed !== null)].join("; "),
    at,
  };
}
