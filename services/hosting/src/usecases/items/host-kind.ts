import { hostingEvents } from "@isp/contracts";
import type { ZoneHostItem } from "../../domain/zone-host.ts";
import { hostItem, hungFact } from "../../events/published.ts";
import type { ItemKind } from "./kind.ts";

/** A plan counts domains, not the names in them. */
export const hostKind = (isDriven: boolean): ItemKind<ZoneHostItem> => ({
  isDriven,
  kind: "dns-host",
  limit: () => Number.MAX_SAFE_INTEGER,
  exceeded: "hosting.host_limit",
  toItem: hostItem,
  rows: ({ hosts }) => hosts,
  say: ({ outbox }, name, host, operationId) =>
    outbox.add(hostingEvents.host.of(name), hungFact(hostItem(host), operationId), {
      aggregateId: host.id,
    }),
});
