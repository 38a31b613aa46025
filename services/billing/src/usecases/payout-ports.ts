import type { CivilDate } from "@isp/kernel";
import type { CreditPayout, EndedLine, Returned, ReturnedCredit } from "../domain/payout.ts";
import type { Units } from "./ports.ts";

type Of = { readonly businessUnitId: string; readonly customerId: string };

export type Payouts = {
  readonly add: (payout: CreditPayout) => Promise<void>;
  readonly reverse: (payout: CreditPayout) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<CreditPayout>;
  readonly lock: (id: string, units: Units) => Promise<CreditPayout>;
  /** Of all units that are seen where none is named, the oldest first. */
  readonly ofCustomer: (of: Of, units: Units) => Promise<readonly CreditPayout[]>;
  /** Units in which a customer has something to his credit or had a subscription that ended. */
  readonly unitsOf: (customerId: string, units: Units) => Promise<readonly string[]>;
  /**
   * Lines of a customer's subscriptions that have ended and whose last closing is over, so that nothing more
   * is billed beside them, and which no closing has given anything back of.
   */
  readonly endedLines: (of: Of) => Promise<readonly EndedLine[]>;
  /** Keeps the unit's closings still, and names the date of one that proposes to give these back. */
  readonly proposedOn: (
    businessUnitId: string,
    lineIds: readonly string[],
  ) => Promise<CivilDate | null>;
  readonly addReturned: (
    credits: readonly ReturnedCredit[],
    by: { readonly on: CivilDate; readonly operatorName: string },
  ) => Promise<void>;
  readonly returned: (of: Of, units: Units) => Promise<readonly Returned[]>;
  /** Of whose days something was given back, on another invoice or as a credit. */
  readonly isCredited: (invoiceId: string) => Promise<boolean>;
};
