import type { CivilDate } from "@isp/kernel";
import type { Customer } from "../domain/customer.ts";
import type { Item } from "../domain/item.ts";
import type { Participant } from "../domain/operation.ts";
import type { PlanTerms } from "../domain/plan.ts";
import type { PreviewPart } from "../domain/previewed.ts";
import type { Subscription } from "../domain/subscription.ts";

export type AccessRequest = {
  readonly requestId: string;
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly username: string;
  readonly password: string;
  readonly saveOnServer: boolean;
  readonly routingPointId: string;
  readonly mailDomain: string;
  readonly plan: PlanTerms;
};

/** What plans asks of the others before it decides; each call is idempotent by its request id. */
export type Neighbours = {
  /** Reserves login and mailbox, or refuses, for instance because the name is taken. */
  readonly reserveAccess: (request: AccessRequest) => Promise<void>;
  /** Gives back what was reserved for a subscription and is not in service. */
  readonly releaseAccess: (requestId: string, subscriptionId: string) => Promise<void>;
  /** The same for a batch, with ids that the caller chose: all or none. */
  readonly reserveAccesses: (
    requestId: string,
    accesses: readonly (Omit<AccessRequest, "requestId"> & {
      readonly loginId: string;
      readonly mailboxId: string;
    })[],
  ) => Promise<void>;
  /** Tells a service of imported subscriptions; resolves with their items there. */
  readonly takeOver: (
    service: Participant,
    subscriptions: readonly Subscription[],
    customers: readonly Customer[],
  ) => Promise<readonly Item[]>;
  readonly routingPointExists: (id: string, businessUnitId: string) => Promise<boolean>;
  /** Whether radius has any there; counts one of them. */
  readonly routingPointsIn: (businessUnitId: string) => Promise<number>;
  /** Checks payment terms and fills in the customer's own (C33, C34). */
  readonly resolveTerms: (terms: {
    readonly customerId: string;
    readonly businessUnitId: string;
    readonly paymentFormId: string;
    readonly dueDayId: string;
    readonly debitAccountId: string;
  }) => Promise<{
    readonly paymentFormId: string;
    readonly dueDayId: string;
    /** Whether he has any: a live subscription in that unit. */
    readonly hasOwn: boolean;
  }>;
  /** What an operation would do there, answered at once or not at all. */
  readonly preview: (service: Participant, asked: PreviewAsked) => Promise<PreviewPart>;
  readonly takeSecrets: (
    service: Participant,
    requestId: string,
    operationId: string,
  ) => Promise<readonly ItemSecret[]>;
  readonly retry: (service: Participant, requestId: string, operationId: string) => Promise<void>;
};

export type ItemSecret = {
  readonly itemId: string;
  readonly itemKind: string;
  readonly itemName: string;
  readonly password: string;
};

/** A subscription as a preview shows it to the participants. */
export type PreviewSide = {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  /** What the servers carry. */
  readonly plan: PlanTerms;
  readonly number: bigint;
  readonly priceCents: bigint;
  readonly payableCents: bigint;
};

export type PreviewAsked = {
  readonly kind: string;
  readonly from: PreviewSide;
  /** Null where nothing comes after it. */
  readonly to: PreviewSide | null;
  readonly on: CivilDate;
  readonly choices: Readonly<Record<string, string>>;
};
