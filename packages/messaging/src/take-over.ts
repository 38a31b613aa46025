import type { plans } from "@isp/contracts";
import type { Inbox } from "@isp/db";
import { isServiceState, type ServiceState } from "@isp/kernel";
import type { KnownServices } from "./known-services.ts";

type Scope = { readonly inbox: Inbox; readonly services: KnownServices };

/**
 * Imported subscriptions that a participant has heard nothing of yet, with their services, by id. They pass
 * the same gate as facts: what was decided about one of them meanwhile is newer than the import.
 */
export async function unheard(
  { inbox, services }: Scope,
  durable: string,
  subscriptions: readonly plans.Subscription[],
): Promise<ReadonlyMap<string, ServiceState>> {
  const versions = new Map(subscriptions.map(({ id, version }) => [id, version]));
  const passed = await inbox.advanceAll(durable, versions);
  const heard = subscriptions.flatMap(({ id, service }) =>
    passed.has(id) && isServiceState(service) ? [[id, service] as const] : [],
  );
  const known = new Map(heard);
  await services.keepAll(known);
  return known;
}
