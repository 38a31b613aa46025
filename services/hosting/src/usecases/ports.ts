import type { Inbox, Outbox, Requests } from "@isp/db";
import type { KnownServices, OperationSteps } from "@isp/messaging";
import type { Domain } from "../domain/domain.ts";

/** Business units a caller may see. */
export type Units = readonly string[] | "all";

export type Domains = {
  /** Refuses with `domain_taken`. */
  readonly add: (domain: Domain) => Promise<void>;
  readonly save: (domain: Domain) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Domain>;
  readonly lockOfSubscription: (subscriptionId: string) => Promise<readonly Domain[]>;
  readonly list: (filter: {
    readonly subscriptionIds: readonly string[];
    readonly customerIds: readonly string[];
    readonly units: Units;
    readonly after: string;
    readonly limit: number;
  }) => Promise<readonly Domain[]>;
};

/** Everything one hosting transaction can touch. */
export type Hosting = {
  readonly domains: Domains;
  readonly services: KnownServices;
  readonly steps: OperationSteps;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly requests: Requests;
};

/** What hosting needs to know of a subscription before it hangs something under it. */
export type HostedSubscription = {
  readonly id: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly service: string;
  readonly plan: { readonly kind: string; readonly domains: number };
};

/** Asks plans; refuses with `not_found` when it does not exist. */
export type ReadSubscription = (id: string) => Promise<HostedSubscription>;
