import { homeAt, startTorre, type Status, statusOf, type Torre } from "@isp/torre";
import { aCustomer, aPlan, aUnit, type Checklist, checklist } from "../checklist/shared.ts";

let started: Promise<Torre> | undefined;

/** One system with customers' servers for all stories of hosting; it ends with the process. */
export function hostingTorre(): Promise<Torre> {
  started ??= startTorre({ servers: true });
  return started;
}

/** That system, or the one that runs in the home which the environment names. */
async function here(): Promise<{ readonly status: Status; readonly home: string }> {
  const { TORRE_E2E_HOME: home } = process.env;
  if (home !== undefined) return { status: await statusOf(homeAt(home)), home };
  const torre = await hostingTorre();
  return { status: await torre.status(), home: torre.home.dir };
}

export type Stand = Awaited<ReturnType<typeof standAt>>;

/** The system that all stories of hosting share, and a customer with a hosting plan. */
export async function openStand(): Promise<Stand> {
  return standAt(await here());
}

/** The same at any system. */
export async function standAt({ status, home }: Awaited<ReturnType<typeof here>>) {
  const api: Checklist = checklist(status);
  const unit = await aUnit(api, {});
  const hosting = { diskMb: 100, domains: 5, databases: 5, ftpUsers: 20 };
  const mailboxes = { included: 5, additionalFeeCents: 500, quotaMb: 50 };
  const plan = await aPlan(api, unit.id, { kind: "hosting", hosting, mailboxes });
  const sold = async (planId = plan.id) => {
    const customer = await aCustomer(api, unit.city);
    const subscription = await api.made("/subscriptions", {
      customerId: customer.id,
      planId,
      startOn: "2026-09-01",
      status: "enabled",
    });
    return { customerId: customer.id, subscriptionId: subscription.id };
  };
  return { status, home, api, unit, plan, sold, ...(await sold()) };
}
