import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { importedServices } from "@isp/messaging";
import type { Hosting } from "./ports.ts";

export type TakeOver = (subscriptions: readonly plans.Subscription[]) => Promise<void>;

/** Remembers the service of imported subscriptions; they bring no hosted item along. */
export function takeOver(transact: Transact<Hosting>): TakeOver {
  return (subscriptions) =>
    transact(async (scope) => {
      await importedServices(scope, "hosting-subscriptions", subscriptions);
    });
}
