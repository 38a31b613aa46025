import type { CivilDate } from "@isp/kernel";
import type { Invoice } from "../domain/invoice.ts";

export type Overdue = {
  /** Unpaid invoices of a unit that fell due by a day and were not told to be late; without lines, locked. */
  readonly waiting: (
    businessUnitId: string,
    dueBy: CivilDate,
    limit: number,
  ) => Promise<readonly Invoice[]>;
  /** Keeps since when each is late, with its version. */
  readonly mark: (invoices: readonly Invoice[]) => Promise<void>;
};
