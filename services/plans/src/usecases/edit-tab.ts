import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, civilDateIn } from "@isp/kernel";
import { staleEdit } from "../domain/errors.ts";
import type { Subscription } from "../domain/subscription.ts";
import { subscriptionFact } from "../events/published.ts";
import { idempotently } from "./idempotent.ts";
import type { Actor, PlansScope } from "./ports.ts";

type Tab = "billing" | "contract";

export type TabEdit = {
  readonly id: string;
  readonly expectedVersion: bigint;
  readonly tab: Tab;
  readonly actor: Actor;
  /** Decides what the subscription is after the edit; refuses what cannot be. */
  readonly decide: (
    present: Subscription,
    scope: PlansScope,
  ) => Promise<Subscription> | Subscription;
};

const versionOf = { billing: "billingVersion", contract: "contractVersion" } as const;

/** Edits one tab of a subscription under the version of that tab (C45), and announces it. */
export function editTab(
  transact: Transact<PlansScope>,
  clock: Clock,
  request: WriteRequest,
  { id, expectedVersion, tab, actor, decide }: TabEdit,
): Promise<Subscription> {
  const field = versionOf[tab];
  return idempotently(transact, clock, request, {
    id,
    async first(scope) {
      const { subscriptions, units, outbox } = scope;
      const now = clock.now();
      const present = await subscriptions.lock(id, actor.units);
      if (present[field] !== expectedVersion)
        throw staleEdit(expectedVersion, present[field], present.edits[tab]);
      const edited: Subscription = {
        ...(await decide(present, scope)),
        version: present.version + 1n,
        [field]: present[field] + 1n,
        edits: { ...present.edits, [tab]: { by: actor.name, at: now } },
      };
      await subscriptions.save(edited);
      const { timeZone } = await units.find(edited.businessUnitId, "all");
      const on = civilDateIn(timeZone, now);
      const fact = plansEvents.subscription.of("edited");
      await outbox.add(fact, subscriptionFact(edited, { on }), { aggregateId: id });
      return edited;
    },
    again: ({ subscriptions }) => subscriptions.find(id, actor.units),
  });
}
