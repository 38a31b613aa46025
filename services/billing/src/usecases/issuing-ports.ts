import type { CivilDate } from "@isp/kernel";
import type { Parked } from "../domain/closing.ts";
import type { Invoice } from "../domain/invoice.ts";
import type { LateCharges } from "../domain/invoicing-rules.ts";

/** The customers of a closing after one and through another, by id. */
export type Customers = {
  readonly closingId: string;
  readonly after: string;
  readonly through: string;
};

/** Customers whose invoices have their numbers and their day, and wait for being issued. */
export type ClosingBatch = Customers & {
  readonly customers: number;
  readonly issuedOn: CivilDate;
  readonly firstNumber: bigint;
  readonly invoices: number;
};

export type Issued = ClosingBatch & {
  readonly businessUnitId: string;
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
  /** Those of whom a credit that is proposed was given back by another way since. */
  readonly creditedSince: (
    customers: Customers,
    businessUnitId: string,
  ) => Promise<readonly Parked["subscriptionId"][]>;
  readonly moveBilledThrough: (customers: Customers, on: CivilDate) => Promise<void>;
  readonly countInvoices: (customers: Customers) => Promise<number>;
  readonly addBatch: (batch: ClosingBatch) => Promise<void>;
  /** The first batch that waits and that nobody else has locked. */
  readonly lockBatch: (closingId: string) => Promise<ClosingBatch | null>;
  /** Writes the invoices of a batch, with lines, entries and the fact of each; throws when they are not as many as numbered. */
  readonly issue: (issued: Issued) => Promise<void>;
  readonly endBatch: (batch: ClosingBatch) => Promise<void>;
  /** How many customers have their invoices, and how many batches wait. */
  readonly progress: (
    closingId: string,
  ) => Promise<{ readonly issued: number; readonly waiting: number }>;
  readonly clearBatches: (closingId: string) => Promise<void>;
  /** Those of them whose customers have something to their credit, without their lines. */
  readonly ofCreditors: (
    customers: Customers,
    businessUnitId: string,
  ) => Promise<readonly Invoice[]>;
  /** All of them, without their lines. */
  readonly all: (customers: Customers) => Promise<readonly Invoice[]>;
};
