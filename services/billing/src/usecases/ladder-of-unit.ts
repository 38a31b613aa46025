import { type CivilDate, civilDateIn, type Clock } from "@isp/kernel";
import type { BusinessUnit } from "../domain/closing.ts";
import { type DefaultPolicy, firstPolicy, onSince, policyOn } from "../domain/default-policy.ts";
import { refuse } from "../domain/errors.ts";
import { type Debtor, type Ladder, ladderOf } from "../domain/ladder.ts";
import type { Billing } from "./ports.ts";

/** What a unit does about debts on its present day. */
export type UnitLadder = {
  readonly unit: BusinessUnit;
  readonly today: CivilDate;
  readonly policy: DefaultPolicy;
  /** Since when the ladder is on; null where it is off. */
  readonly since: CivilDate | null;
};

export async function ladderOfUnit(
  { lists, defaultPolicies }: Pick<Billing, "lists" | "defaultPolicies">,
  businessUnitId: string,
  clock: Clock,
): Promise<UnitLadder> {
  const unit = await lists.findUnit(businessUnitId);
  if (unit === null)
    throw refuse.business_unit_not_found(`There is no business unit ${businessUnitId}.`);
  const today = civilDateIn(unit.timeZone, clock.now());
  const policies = await defaultPolicies.of(businessUnitId);
  const policy = policyOn(policies, today) ?? firstPolicy(businessUnitId, today);
  return { unit, today, policy, since: onSince(policies, today) };
}

/** What comes to one customer of the unit. */
export function ladderIn({ policy, since, today }: UnitLadder, debtor: Debtor): Ladder {
  return ladderOf(debtor, since === null ? null : policy, today);
}

export async function debtorIn(
  { debtors }: Pick<Billing, "debtors">,
  { unit, since }: UnitLadder,
  customerId: string,
): Promise<Debtor> {
  const [debtor] = await debtors.read(unit.id, [customerId], since);
  if (debtor === undefined) throw new Error(`no debts were read of customer ${customerId}`);
  return debtor;
}
