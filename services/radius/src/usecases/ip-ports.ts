import type { Ip, Speed } from "../domain/ip.ts";
import type { Page } from "./ports.ts";

export type Ips = {
  readonly find: (id: string) => Promise<Ip | null>;
  readonly lock: (id: string) => Promise<Ip | null>;
  /** Locks every IP of a subscription, in the order of their ids. */
  readonly lockOf: (subscriptionId: string) => Promise<readonly Ip[]>;
  readonly lockMany: (ids: readonly string[]) => Promise<readonly Ip[]>;
  /** Refuses with `address_taken` or `mac_taken`. */
  readonly add: (ip: Ip) => Promise<void>;
  /** The same. */
  readonly save: (ip: Ip) => Promise<void>;
  /** Makes every replica read these rows again. */
  readonly touch: (ids: readonly string[]) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly page: (
    query: Page & {
      readonly subscriptionIds: readonly string[];
      readonly customerIds: readonly string[];
    },
  ) => Promise<readonly Ip[]>;
  /** Given up before this instant, oldest first; those that replicas may still know are left out. */
  readonly goneBefore: (instant: Date, limit: number) => Promise<readonly Ip[]>;
  readonly countAt: (routingPointId: string) => Promise<number>;
  readonly countOfClass: (ipClassId: string) => Promise<number>;
  /** How many have exactly this speed of their own, in one business unit if it is given. */
  readonly countAtSpeed: (speed: Speed, businessUnitId: string) => Promise<number>;
};
