import { radiusEvents } from "@isp/contracts";
import type { StepAnswer } from "@isp/messaging";
import type { ServiceState } from "../domain/authentication.ts";
import { follow, type Login } from "../domain/login.ts";
import { loginFact } from "../events/published.ts";
import type { Radius } from "./ports.ts";

/** What plans decided about a subscription, as far as its logins go. */
export type SubscriptionDecision = {
  readonly subscriptionId: string;
  readonly service: ServiceState;
  /** Empty for an administrative edit, which servers do not follow (C46). */
  readonly operationId: string;
};

type Scope = Pick<Radius, "logins" | "steps" | "overtaken" | "outbox">;

/** Takes over the wanted state of every login; a worker brings the pending step to its end. */
export async function followSubscription(
  scope: Scope,
  decision: SubscriptionDecision,
  now: Date,
): Promise<StepAnswer> {
  const nothing: StepAnswer = { state: "applied", receipts: [] };
  if (decision.operationId === "") return nothing;
  const logins = await scope.logins.lockOf(decision.subscriptionId);
  for (const login of logins) await followOne(scope, login, decision, now);
  await overtake(scope, decision);
  // Even where no row changes, the replicas must have seen the rows before the step is done.
  return logins.length === 0 ? nothing : { state: "pending", receipts: [] };
}

async function followOne(
  { logins, outbox }: Scope,
  login: Login,
  { service, operationId }: SubscriptionDecision,
  now: Date,
): Promise<void> {
  const followed = follow(login, service, now);
  if (followed === login) return;
  await logins.save(followed);
  const name = login.state === "reserved" ? "created" : "changed";
  await outbox.add(radiusEvents.login.of(name), loginFact(followed, operationId), {
    aggregateId: login.id,
  });
}

/** A customer who paid is not kept off because the suspension before was not through yet. */
async function overtake(
  { steps, overtaken }: Scope,
  decision: SubscriptionDecision,
): Promise<void> {
  for (const operationId of await overtaken.pendingOf(decision.subscriptionId)) {
    if (operationId === decision.operationId) continue;
    const older = await steps.find(operationId);
    if (older !== null)
      await steps.answer(older, { state: "superseded", receipts: older.receipts });
  }
}
