import type { EntityManager } from "typeorm";
import { findStatus, type Status, status } from "../domain/status.ts";
import type { Subscription } from "../domain/subscription.ts";
import type { SubscriptionRow } from "./schemas.ts";
import { mysqlStatuses } from "./statuses.ts";

export function toRow({ drift, ...subscription }: Subscription): SubscriptionRow {
  const { key, list } = subscription.status;
  const { since: driftSince = null, by: driftBy = "" } = drift ?? {};
  const planId = subscription.plan.planId;
  const contractExpiresOn = subscription.contract?.expiresOn ?? null;
  return { ...subscription, planId, status: key, list, contractExpiresOn, driftSince, driftBy };
}

/** Flags of a status do not change while anything stands in it; only the provider's own must be read. */
export async function withStatuses(
  manager: EntityManager,
  rows: readonly SubscriptionRow[],
): Promise<Subscription[]> {
  const isOwn = rows.some(({ status: key }) => findStatus(key) === undefined);
  const known = isOwn ? await mysqlStatuses(manager).list() : [];
  const own = new Map(known.map((status) => [status.key, status]));
  return rows.map((row) => toSubscription(row, own));
}

function toSubscription(kept: SubscriptionRow, own: ReadonlyMap<string, Status>): Subscription {
  const { planId: _planId, list: _list, contractExpiresOn: _expiry, ...known } = kept;
  const { driftSince, driftBy, ...row } = known;
  return {
    ...row,
    status: findStatus(row.status) ?? own.get(row.status) ?? status("cancelled"),
    carriedPlan: row.carriedPlan ?? row.plan,
    drift: driftSince === null ? null : { since: driftSince, by: driftBy },
    edits: row.edits ?? {},
  };
}
