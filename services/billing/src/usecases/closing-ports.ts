import type { Centavos, CivilDate } from "@isp/kernel";
import type { Closing, Parked, Proposal, ProposedLine } from "../domain/closing.ts";
import type { Page, Units } from "./ports.ts";

export type Closings = {
  readonly add: (closing: Closing) => Promise<void>;
  readonly save: (closing: Closing) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Closing>;
  readonly lock: (id: string, units: Units) => Promise<Closing>;
  readonly lockOn: (businessUnitId: string, on: CivilDate) => Promise<Closing | null>;
  readonly list: (businessUnitId: string, units: Units, page: Page) => Promise<readonly Closing[]>;
  /** The dates of a unit on which a closing was committed, or is being so. */
  readonly standingOn: (businessUnitId: string) => Promise<readonly CivilDate[]>;
  /** The later dates of a unit on which a closing was committed, or is being so. */
  readonly committedAfter: (businessUnitId: string, on: CivilDate) => Promise<readonly CivilDate[]>;
  /** True while one of the unit is being committed; none begins to be before the transaction ends. */
  readonly isCommitting: (businessUnitId: string) => Promise<boolean>;
  /** Closings that are being proposed, committed or taken back, oldest first. */
  readonly underWay: () => Promise<readonly Closing[]>;
  /** Of a unit, on these dates. */
  readonly committedOn: (
    businessUnitId: string,
    dates: readonly CivilDate[],
  ) => Promise<readonly Closing[]>;
  readonly parked: (closingId: string) => Promise<readonly Parked[]>;
};

export type Proposals = {
  readonly clear: (closingId: string) => Promise<void>;
  readonly add: (
    closingId: string,
    made: {
      readonly proposals: readonly Proposal[];
      readonly lines: readonly ProposedLine[];
      readonly parked: readonly Parked[];
    },
  ) => Promise<void>;
  readonly countInvoices: (closingId: string) => Promise<bigint>;
  readonly countCustomers: (closingId: string) => Promise<bigint>;
  /** The first due date of what would be invoiced; null when nothing would. */
  readonly firstDue: (closingId: string) => Promise<CivilDate | null>;
  readonly customersAfter: (
    closingId: string,
    after: string,
    limit: number,
  ) => Promise<readonly string[]>;
  /** The last of the next customers and how many they are; none when there is nobody left. */
  readonly nextCustomers: (
    closingId: string,
    after: string,
    limit: number,
  ) => Promise<{ readonly through: string; readonly count: number }>;
  readonly ofCustomers: (
    closingId: string,
    customerIds: readonly string[],
  ) => Promise<{
    readonly proposals: readonly Proposal[];
    readonly lines: readonly ProposedLine[];
  }>;
  /**
   * Takes out what comes to less than that for a customer who goes on: the next closing bills its days as well. Answers with
   * what each subscription was proposed.
   */
  readonly carryBelow: (closingId: string, minimumCents: Centavos) => Promise<readonly Carried[]>;
  readonly park: (closingId: string, parked: readonly Parked[]) => Promise<void>;
  readonly lines: (closingId: string, page: Page) => Promise<readonly NamedLine[]>;
};

export type Carried = {
  readonly subscriptionId: string;
  readonly lines: bigint;
  readonly amountCents: Centavos;
};

/** A proposed line with what a person calls its customer and subscription. */
export type NamedLine = ProposedLine & {
  readonly customerName: string;
  readonly subscriptionNumber: bigint;
  readonly dueOn: CivilDate;
};
