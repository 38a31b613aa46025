import type { Centavos, CivilDate } from "@isp/kernel";

/** From the day after `fromOn` on, the subscription bills or not (R3). */
export type StatusPeriod = { readonly fromOn: CivilDate; readonly bills: boolean };

/** Billing's own copy of what a subscription pays, kept from plans' facts. */
export type SubscriptionTerms = {
  readonly subscriptionId: string;
  readonly version: bigint;
  readonly businessUnitId: string;
  readonly customerId: string;
  readonly number: bigint;
  readonly planName: string;
  readonly startOn: CivilDate;
  readonly trialDays: number;
  readonly priceCents: Centavos;
  readonly payableCents: Centavos;
  readonly advanceBilling: boolean;
  /** Nothing on or before it is billed again. */
  readonly billedThroughOn: CivilDate | null;
  readonly lastClosingOn: CivilDate | null;
  readonly endedOn: CivilDate | null;
  /** Empty where the unit's default serves. */
  readonly dueDayId: string;
  readonly paymentFormId: string;
  readonly debitAccountId: string;
};

/** Adds a change of status to a history; a later change on the same day replaces the earlier. */
export function withChange(
  history: readonly StatusPeriod[],
  change: StatusPeriod,
): readonly StatusPeriod[] {
  const before = history.filter(({ fromOn }) => fromOn < change.fromOn);
  const last = before.at(-1);
  return last?.bills === change.bills ? before : [...before, change];
}

/** The history under another start: what holds on that day begins there, what came later stays. */
export function rebased(
  history: readonly StatusPeriod[],
  startOn: CivilDate,
): readonly StatusPeriod[] {
  const holding = history.findLast(({ fromOn }) => fromOn <= startOn) ?? history[0];
  if (holding === undefined) return [];
  return [
    { fromOn: startOn, bills: holding.bills },
    ...history.filter(({ fromOn }) => fromOn > startOn && fromOn !== holding.fromOn),
  ];
}
