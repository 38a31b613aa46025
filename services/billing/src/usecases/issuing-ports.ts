import type { CivilDate } from "@isp/kernel";
import type { Closing, Parked } from "../domain/closing.ts";
import type { LateCharges } from "../domain/invoicing-rules.ts";
import type { Invoice } from "../domain/invoice.ts";

/** The customers of a closing after one and through another, by id. */
export type Customers = {
  readonly closing: Closing;
  readonly after: string;
  readonly through: string;
};

export type Issued = Customers & {
  readonly issuedOn: CivilDate;
  readonly firstNumber: bigint;
  readonly at: Date;
  readonly charges: LateCharges;
};

/**
 * Issues a proposal where it lies: the database moves the rows, and what stands in them was decided before.
 * Parked subscriptions are left out.
 */
export type Issuing = {
  /** Locks their subscriptions; answers with those that were billed since the proposal, or are gone. */
  readonly lockBilledSince: (customers: Customers) => Promise<readonly Parked["subscriptionId"][]>;
  readonly moveBilledThrough: (customers: Customers) => Promise<void>;
  /** Writes invoices, numbered without gaps, with lines, entries and the fact of each; answers how many. */
  readonly issue: (issued: Issued) => Promise<number>;
  /** Those of them whose customers have something to their credit, without their lines. */
  readonly ofCreditors: (customers: Customers) => Promise<readonly Invoice[]>;
  /** All of them, without their lines. */
  readonly all: (customers: Customers) => Promise<readonly Invoice[]>;
};
