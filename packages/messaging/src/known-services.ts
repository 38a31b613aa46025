import type { ServiceState } from "@isp/kernel";
import type { EntityManager } from "typeorm";

/**
 * The service of each subscription as a participant last heard it. What is added to a subscription and
 * what is decided about it meet at this row, so that nothing new stays on under a suspended one.
 */
export type KnownServices = {
  readonly keep: (subscriptionId: string, service: ServiceState) => Promise<void>;
  /** Null when nothing was heard yet. Decisions wait until the caller's transaction has ended. */
  readonly lock: (subscriptionId: string) => Promise<ServiceState | null>;
};

export function knownServices(manager: EntityManager): KnownServices {
  return {
    async keep(subscriptionId, service) {
      await manager.query(
        `INSERT INTO subscription_services VALUES (?, ?) ON DUPLICATE KEY UPDATE service = VALUES(service)`,
        [subscriptionId, service],
      );
    },
    async lock(subscriptionId) {
      const [row] = await manager.query<{ service: ServiceState }[]>(
        "SELECT service FROM subscription_services WHERE subscription_id = ? FOR UPDATE",
        [subscriptionId],
      );
      return row?.service ?? null;
    },
  };
}
