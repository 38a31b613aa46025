import { createHash } from "node:crypto";
import { type Clock, civilDateIn } from "@isp/kernel";
import { type AcceptedContract, standardTemplate } from "../domain/contract-template.ts";
import { contractValues } from "../domain/contract-values.ts";
import type { Subscription } from "../domain/subscription.ts";
import type { Templates } from "./contract-ports.ts";
import type { PlansScope, Units } from "./ports.ts";

/** A contract as it stands: accepted, or a draft of what would be. */
export type StandingContract = Omit<
  AcceptedContract,
  "acceptedOn" | "acceptedBy" | "recordedAt"
> & {
  readonly number: bigint;
  readonly accepted: AcceptedContract | null;
};

type Scope = Pick<PlansScope, "contracts" | "subscriptions" | "units" | "customers">;

/** What was accepted is read as it was; everything else is rendered from today's data. */
export async function readContract(
  scope: Scope,
  subscription: Subscription,
  { templates, clock }: { readonly templates: Templates; readonly clock: Clock },
): Promise<StandingContract> {
  const { id: subscriptionId, number } = subscription;
  const accepted = await scope.contracts.accepted(subscriptionId);
  if (accepted !== null) return { ...accepted, number, accepted };
  const unit = await scope.units.find(subscription.businessUnitId, "all");
  const customer = await scope.customers.find(subscription.customerId, "all");
  const template = await templateOf(scope, subscription, "all");
  const today = civilDateIn(unit.timeZone, clock.now());
  const text = templates.render(
    template.body,
    contractValues({ unit, customer, subscription, today }),
  );
  return {
    subscriptionId,
    number,
    accepted: null,
    templateId: template.id,
    templateVersion: template.version,
    text,
    sha256: createHash("sha256").update(text).digest("hex"),
  };
}

function templateOf({ contracts }: Scope, { contract }: Subscription, units: Units) {
  const id = contract?.templateId ?? "";
  return id === "" ? Promise.resolve(standardTemplate) : contracts.findTemplate(id, units);
}
