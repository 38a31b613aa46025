import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { importedServices } from "@isp/messaging";
import { follow, inStep, type Login } from "../domain/login.ts";
import type { Radius } from "./ports.ts";

export type TakeOver = (subscriptions: readonly plans.Subscription[]) => Promise<readonly Login[]>;

/**
 * Lets the logins of imported subscriptions live; resolves with all that they have. Their replicas read
 * them within two seconds, as they read any other change.
 */
export function takeOver(transact: Transact<Radius>, clock: Clock): TakeOver {
  return (subscriptions) =>
    transact(async (scope) => {
      const now = clock.now();
      const services = await importedServices(scope, "radius-subscriptions", subscriptions);
      const held = await scope.logins.lockOfMany(subscriptions.map(({ id }) => id));
      const followed = held.map((login) => {
        const service = services.get(login.subscriptionId);
        if (service === undefined || login.state !== "reserved") return login;
        return inStep(follow(login, service, now), now);
      });
      await scope.logins.saveAll(followed.filter((login, index) => login !== held[index]));
      return followed;
    });
}
