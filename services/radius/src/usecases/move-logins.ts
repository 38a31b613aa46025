import { common, type plans, radiusEvents } from "@isp/contracts";
import { generatePassword, isGone, type SecretBox, type ServiceState } from "@isp/kernel";
import type { Decision } from "@isp/messaging";
import { type Login, moveLogin } from "../domain/login.ts";
import { passwordContext } from "../domain/secret-contexts.ts";
import { loginFact } from "../events/published.ts";
import type { Radius } from "./ports.ts";

type Scope = Pick<Radius, "logins" | "secrets" | "outbox">;

export type Move = {
  readonly decision: Pick<Decision, "operationId" | "operationKind" | "choices">;
  readonly successor: plans.Subscription;
  /** The successor's service as last heard. */
  readonly service: ServiceState;
};

type With = { readonly box: Pick<SecretBox, "seal">; readonly now: Date };

/**
 * Hangs logins under the successor. The password goes along, so that the line works on (D10, D19),
 * unless a transfer asks for a new one. The receipts name the logins for the worker.
 */
export async function moveLogins(
  scope: Scope,
  logins: readonly Login[],
  move: Move,
  tools: With,
): Promise<readonly common.Receipt[]> {
  const receipts: common.Receipt[] = [];
  for (const login of logins.filter((held) => !isGone(held) && held.state !== "deleting")) {
    const moved = await movedOne(scope, login, move, tools);
    await scope.logins.save(moved);
    await scope.outbox.add(
      radiusEvents.login.of("moved"),
      loginFact(moved, move.decision.operationId),
      { aggregateId: moved.id },
    );
    receipts.push(receiptOf(moved, move, tools.now));
  }
  return receipts;
}

/** What the servers grant, as a login keeps it; null where the fact does not say. */
export function carriedBy({ carriedPlan }: Pick<plans.Subscription, "carriedPlan">): string | null {
  return carriedPlan === undefined ? null : JSON.stringify(common.PlanTerms.toJSON(carriedPlan));
}

async function movedOne(
  { secrets }: Scope,
  login: Login,
  { decision, successor, service }: Move,
  { box, now }: With,
): Promise<Login> {
  const { id: subscriptionId, customerId, businessUnitId, routingPointId } = successor;
  const to = {
    subscriptionId,
    customerId,
    businessUnitId,
    routingPointId: routingPointId === "" ? null : routingPointId,
    plan: carriedBy(successor) ?? login.plan,
  };
  const moved = moveLogin(login, to, service, now);
  if (decision.operationKind !== "transfer") return moved;
  // The former owner's password is nothing that mail should still be told.
  const transferred = { ...moved, hasPortalAccess: false, isMailPending: false };
  if (decision.choices["login-password"] !== "new") return transferred;
  const password = generatePassword();
  const secret = { itemId: login.id, itemKind: "login", itemName: login.name, password };
  await secrets.keep(decision.operationId, secret);
  return { ...transferred, password: box.seal(password, passwordContext(login.id)) };
}

function receiptOf(
  { id: itemId, name: itemName }: Login,
  { decision, successor }: Move,
  at: Date,
): common.Receipt {
  const isNew =
    decision.operationKind === "transfer" && decision.choices["login-password"] === "new";
  return {
    itemId,
    itemKind: "login",
    itemName,
    action: "moved",
    server: "radius",
    detail: `under contract ${successor.number}, ${isNew ? "new password" : "same password"}`,
    at,
  };
}
