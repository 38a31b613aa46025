import { radiusEvents } from "@isp/contracts";
import { type QueuedFact, queuedFact } from "@isp/db";

/** An access server as a fact names it; nothing where nobody has registered it any more. */
export type NamedNas = {
  readonly name: string;
  readonly address: string;
  readonly routingPointId: string | null;
};

/** What an access server did, with where it stands. */
export function nasFact(
  what: "silent" | "restarted",
  nas: NamedNas | undefined,
  about: { readonly nasId: string; readonly sessions: number; readonly at: Date },
): QueuedFact {
  const { name = "", address = "" } = nas ?? {};
  const routingPointId = nas?.routingPointId ?? "";
  const payload = { ...about, name, address, routingPointId };
  return queuedFact(radiusEvents.nasNasFact.of(what), payload, {
    aggregateId: about.nasId,
    routingPointId,
  });
}
