import { acquireLease, releaseLease, type Transact } from "@isp/db";
import { newId } from "@isp/kernel";
import type { ServiceContext, ServiceParts } from "@isp/runtime";
import { tellOverdue } from "./usecases/tell-overdue.ts";
import type { Billing } from "./usecases/ports.ts";

const lookEveryMs = 5_000;
const leaseMs = 30_000;

type Parts = Required<Pick<ServiceParts, "workers" | "stop">>;

/** What billing does by itself about debts that nobody pays; one replica at a time. */
export function defaultLadder(
  { db, clock, failpoint }: ServiceContext,
  transact: Transact<Billing>,
): Parts {
  const holder = newId(clock.now());
  const alone = (name: string, run: () => Promise<void>) => async () => {
    if ((await acquireLease(db, name, holder, leaseMs)) !== null) await run();
  };
  return {
    workers: [
      {
        name: "overdue invoices",
        everyMs: lookEveryMs,
        isHousekeeping: true,
        run: alone("overdue-invoices", tellOverdue(transact, clock, failpoint)),
      },
    ],
    stop: () => releaseLease(db, "overdue-invoices", holder),
  };
}
