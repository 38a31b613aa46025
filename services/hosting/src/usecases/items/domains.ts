import { hostingEvents } from "@isp/contracts";
import type { Domain } from "../../domain/domain.ts";
import { domainFact, toItem } from "../../events/published.ts";
import type { ItemKind } from "./kind.ts";

export const domainKind = (isDriven: boolean): ItemKind<Domain> => ({
  isDriven,
  kind: "domain",
  limit: ({ domains }) => domains,
  exceeded: "hosting.domain_limit",
  toItem,
  rows: ({ domains }) => domains,
  say: ({ outbox }, name, domain, operationId) =>
    outbox.add(hostingEvents.domain.of(name), domainFact(domain, operationId), {
      aggregateId: domain.id,
    }),
  sayMoved: ({ outbox }, domain, preparationId) =>
    outbox.add(
      hostingEvents.domain.of("moved"),
      { ...domainFact(domain, ""), preparationId },
      { aggregateId: domain.id },
    ),
});
