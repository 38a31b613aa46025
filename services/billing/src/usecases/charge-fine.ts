import type { common } from "@isp/contracts";
import { type Clock, newId } from "@isp/kernel";
import type { Decision } from "@isp/messaging";
import { fineOf } from "../domain/fine.ts";
import { installmentsBilled } from "./installments-billed.ts";
import type { Billing } from "./ports.ts";

/** Keeps the fine of a cancellation as a charge, once for its operation, unless it was waived (D15). */
export async function chargeFine(
  { terms, charges, invoices }: Pick<Billing, "terms" | "charges" | "invoices">,
  { subscription, operationId, operationKind, effectiveOn, choices }: Decision,
  clock: Clock,
): Promise<readonly common.Receipt[]> {
  if (operationKind !== "cancel" || choices["waive-fine"] === "true") return [];
  const known = await terms.lock(subscription.id);
  if (known === null) return [];
  const billed = await installmentsBilled({ terms, invoices }, known);
  const ending = { on: effectiveOn, installmentsBilled: billed };
  const { amountCents, formula, values } = fineOf(known, ending);
  if (amountCents === 0n) return [];
  const now = clock.now();
  const { subscriptionId, customerId, businessUnitId } = known;
  await charges.add({
    id: newId(now),
    operationId,
    kind: "cancellation-fine",
    subscriptionId,
    customerId,
    businessUnitId,
    amountCents,
    formula,
    values,
    chargedOn: effectiveOn,
    createdAt: now,
  });
  const item = { itemId: subscriptionId, itemKind: "subscription", itemName: `${known.number}` };
  const detail = `fine of ${amountCents} centavos`;
  return [{ ...item, action: "charged", server: "billing", detail, at: now }];
}
