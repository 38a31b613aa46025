import type { plans } from "@isp/contracts";
import type { Inbox } from "@isp/db";
import { isServiceState, type ServiceState } from "@isp/kernel";
import type { KnownServices } from "./known-services.ts";

type Scope = { readonly inbox: Inbox; readonly services: KnownServices };

/**
 * The services of imported subscriptions, by id. They pass the same gate as facts: what was decided about
 * one of them meanwhile is newer than the import, and what was heard of it then is what counts.
 */
export async function importedServices(
  { inbox, services }: Scope,
  durable: string,
  subscriptions: readonly plans.Subscription[],
): Promise<ReadonlyMap<string, ServiceState>> {
  const versions = new Map(subscriptions.map(({ id, version }) => [id, version]));
  const passed = await inbox.advanceAll(durable, versions);
  const told = subscriptions.flatMap(({ id, service }) =>
    passed.has(id) && isServiceState(service) ? [[id, service] as const] : [],
  );
  await services.keepAll(new Map(told));
  return services.lockAll([...versions.keys()]);
}
