import type { Inbox, Outbox, Requests } from "@isp/db";
import type { BusinessUnits, ListEntries, Plans, Statuses } from "./catalogue-ports.ts";
import type { Contracts } from "./contract-ports.ts";
import type { Customers, Imports, Notes } from "./customer-ports.ts";
import type { References } from "./reference-ports.ts";
import type { Operations, Previews } from "./operation-ports.ts";
import type { AccessClaims, Items, Subscriptions } from "./subscription-ports.ts";

/** Business units a caller may see; a row of another unit does not exist for him. */
export type Units = readonly string[] | "all";

export type Page = { readonly limit: number; readonly after: string };

/** Everything one plans transaction can touch. */
export type PlansScope = {
  readonly units: BusinessUnits;
  readonly plans: Plans;
  readonly contracts: Contracts;
  readonly statuses: Statuses;
  readonly entries: ListEntries;
  readonly customers: Customers;
  readonly subscriptions: Subscriptions;
  readonly operations: Operations;
  readonly items: Items;
  readonly accessClaims: AccessClaims;
  readonly previews: Previews;
  readonly references: References;
  readonly notes: Notes;
  readonly imports: Imports;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly requests: Requests;
};

/** Who asks, as far as a use case needs to know. */
export type Actor = {
  readonly name: string;
  readonly units: Units;
  /** May he reach back behind the last closing? */
  readonly mayBackdate?: boolean;
  /** May he cancel without the fine of the contract? */
  readonly mayWaiveFine?: boolean;
  /** How many days he may reach back at most; absent for as far as he likes. */
  readonly backDatingDays?: number | null;
  /** The largest discount he may give, in percent; absent for any. */
  readonly maxDiscountPercent?: number | null;
};
