import type { CivilDate } from "@isp/kernel";
import type { Operation } from "../domain/operation.ts";
import type { Preview } from "../domain/previewed.ts";
import type { Subscription } from "../domain/subscription.ts";
import type { Page, Units } from "./ports.ts";

export type Previews = {
  readonly add: (preview: Preview) => Promise<void>;
  /** Null when there is none, or not any more. */
  readonly find: (id: string, units: Units, now: Date) => Promise<Preview | null>;
  readonly prune: (now: Date) => Promise<void>;
};

export type Operations = {
  readonly add: (operation: Operation) => Promise<void>;
  readonly save: (operation: Operation) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Operation>;
  /** Null when it is not known here. */
  readonly lock: (id: string) => Promise<Operation | null>;
  /** Those under way that concern it, also as the successor. */
  readonly lockRunning: (
    subscription: Pick<Subscription, "id" | "predecessorId">,
  ) => Promise<readonly Operation[]>;
  readonly lockScheduled: (subscriptionId: string) => Promise<readonly Operation[]>;
  readonly scheduledOf: (subscriptionId: string) => Promise<readonly Operation[]>;
  /** Those whose day is not after this one, the oldest first. */
  readonly due: (on: CivilDate, limit: number) => Promise<readonly Operation[]>;
  readonly forgetPasswords: (now: Date) => Promise<void>;
  readonly list: (
    filter: { readonly subscriptionId: string; readonly state: string },
    units: Units,
    page: Page,
  ) => Promise<readonly Operation[]>;
};
