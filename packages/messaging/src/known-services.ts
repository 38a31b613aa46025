import { isServiceState, type ServiceState } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import { MalformedMessageError } from "./consumer.ts";
import type { Decision } from "./participant.ts";

/**
 * The service of each subscription as a participant last heard it. What is added to a subscription and
 * what is decided about it meet at this row, so that nothing new stays on under a suspended one.
 */
export type KnownServices = {
  readonly keep: (subscriptionId: string, service: ServiceState) => Promise<void>;
  readonly keepAll: (services: ReadonlyMap<string, ServiceState>) => Promise<void>;
  /** Those that are known. */
  readonly lockAll: (
    subscriptionIds: readonly string[],
  ) => Promise<ReadonlyMap<string, ServiceState>>;
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
    async keepAll(services) {
      if (services.size === 0) return;
      await manager.query(
        `INSERT INTO subscription_services VALUES ? ON DUPLICATE KEY UPDATE service = VALUES(service)`,
        [[...services]],
      );
    },
    async lock(subscriptionId) {
      const [row] = await manager.query<{ service: ServiceState }[]>(
        "SELECT service FROM subscription_services WHERE subscription_id = ? FOR UPDATE",
        [subscriptionId],
      );
      return row?.service ?? null;
    },
    async lockAll(subscriptionIds) {
      if (subscriptionIds.length === 0) return new Map();
      const rows = await manager.query<{ id: string; service: ServiceState }[]>(
        `SELECT subscription_id AS id, service FROM subscription_services
         WHERE subscription_id IN (?) FOR UPDATE`,
        [subscriptionIds],
      );
      return new Map(rows.map(({ id, service }) => [id, service]));
    },
  };
}

/** What the items of a decision's subscriptions have to follow. */
export type Followed = {
  readonly service: ServiceState | "deleted";
  readonly successorService: ServiceState;
};

/** Remembers what a decision says of the two services, unless something newer is known of one. */
export async function heardServices(
  services: KnownServices,
  { subscription, successor, operationKind, isOvertaken, isSuccessorOvertaken }: Decision,
): Promise<Followed> {
  const service = stateOf(subscription.service);
  if (!isOvertaken) await services.keep(subscription.id, service);
  const followed = operationKind === "delete" ? "deleted" : service;
  if (successor === null) return { service: followed, successorService: "off" };
  const announced = stateOf(successor.service);
  if (!isSuccessorOvertaken) await services.keep(successor.id, announced);
  const successorService = (await services.lock(successor.id)) ?? announced;
  return { service: followed, successorService };
}

function stateOf(word: string): ServiceState {
  if (isServiceState(word)) return word;
  throw new MalformedMessageError(`unknown service ${word}`);
}
