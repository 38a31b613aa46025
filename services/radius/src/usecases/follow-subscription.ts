import { radiusEvents } from "@isp/contracts";
import { isGone, type SecretBox, type ServiceState } from "@isp/kernel";
import { type Decision, heardServices, type StepAnswer } from "@isp/messaging";
import { follow, type Login } from "../domain/login.ts";
import { loginFact } from "../events/published.ts";
import { followIps, moveIps } from "./follow-ips.ts";
import { carriedBy, moveLogins } from "./move-logins.ts";
import type { Radius } from "./ports.ts";

type Scope = Pick<
  Radius,
  "logins" | "ips" | "steps" | "overtaken" | "services" | "secrets" | "outbox"
>;

const nothing: StepAnswer = { state: "applied", receipts: [] };

/**
 * Takes over the wanted state of every login and IP, and moves those of a plan change or a transfer to the
 * successor; a worker brings the pending step to its end.
 */
export async function followSubscription(
  scope: Scope,
  decision: Decision,
  box: Pick<SecretBox, "seal">,
  now: Date,
): Promise<StepAnswer> {
  const { service, successorService } = await heardServices(scope.services, decision);
  const { subscription, successor, operationId } = decision;
  if (operationId === "") return nothing;
  const logins = await scope.logins.lockOf(subscription.id);
  const ips = await scope.ips.lockOf(subscription.id);
  await overtake(scope, decision);
  if (successor !== null) {
    const to = { decision, successor, service: successorService };
    const moved = [
      ...(await moveLogins(scope, logins, to, { box, now })),
      ...(await moveIps(scope, ips, to, now)),
    ];
    return moved.length === 0 ? nothing : { state: "pending", receipts: moved };
  }
  const followed = { service, plan: carriedBy(subscription), operationId };
  for (const login of logins) await followOne(scope, login, followed, now);
  await followIps(scope, ips, followed, now);
  // Even where no row changes, the replicas must have seen the rows before the step is done.
  return logins.length + ips.length === 0 ? nothing : { state: "pending", receipts: [] };
}

async function followOne(
  { logins, outbox }: Scope,
  login: Login,
  asked: {
    readonly service: ServiceState | "deleted";
    readonly plan: string | null;
    readonly operationId: string;
  },
  now: Date,
): Promise<void> {
  const followed = follow(login, asked.service, now);
  if (followed === login) return;
  await logins.save({
    ...followed,
    plan: isGone(followed) ? login.plan : (asked.plan ?? login.plan),
  });
  await outbox.add(
    radiusEvents.login.of(factOf(login, followed)),
    loginFact(followed, asked.operationId),
    { aggregateId: login.id },
  );
}

function factOf(before: Login, after: Login): "created" | "changed" | "deleted" {
  if (after.wanted.state === "deleted") return "deleted";
  return before.state === "reserved" ? "created" : "changed";
}

/** A customer who paid is not kept off because the suspension before was not through yet. */
async function overtake(
  { steps, overtaken }: Scope,
  { subscription, operationId, isOvertaken }: Decision,
): Promise<void> {
  if (isOvertaken) return;
  for (const older of await overtaken.pendingOf(subscription.id)) {
    if (older === operationId) continue;
    const step = await steps.find(older);
    if (step !== null) await steps.answer(step, { state: "superseded", receipts: step.receipts });
  }
}
