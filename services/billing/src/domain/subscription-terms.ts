import type { Centavos, CivilDate } from "@isp/kernel";

/** From the day after `fromOn` on, the subscription bills or not (R3). */
export type StatusPeriod = { readonly fromOn: CivilDate; readonly bills: boolean };

/** What the contract says of breaking it. */
export type FineTerms = {
  readonly installFeeCents: Centavos;
  readonly installments: number;
  /** Null where the contract binds for no time. */
  readonly expiresOn: CivilDate | null;
  readonly validityMonths: number;
  /** A formula or a fixed amount (D15); empty for none. */
  readonly fineFormula: string;
};

/** Billing's own copy of what a subscription pays, kept from plans' facts. */
export type SubscriptionTerms = FineTerms & {
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
  /** Up to this closing what it owed was too little for an invoice and was carried forward (R18). */
  readonly carriedThroughOn: CivilDate | null;
  readonly endedOn: CivilDate | null;
  /** Empty where the unit's default serves. */
  readonly dueDayId: string;
  readonly paymentFormId: string;
  readonly debitAccountId: string;
  /** How many mailboxes the plan includes, and what each other costs a month (R15). */
  readonly mailboxesIncluded: number;
  readonly mailboxFeeCents: Centavos;
  /** The subscription that this one replaced, or was transferred from; empty for none. */
  readonly predecessorId: string;
};

/** What one decision said of a subscription's status. */
export type StatusChange = StatusPeriod & {
  /** Of the subscription, as plans decided it: decisions count in this order, however they arrive. */
  readonly version: bigint;
  /** It was registered or put into service: nothing before is billed (R20). */
  readonly begins: boolean;
  readonly startOn: CivilDate;
};

/** The history that decisions make, whatever order they were heard in. */
export function historyOf(changes: readonly StatusChange[]): readonly StatusPeriod[] {
  const decided = changes.toSorted((a, b) => (a.version < b.version ? -1 : 1));
  return decided.reduce<readonly StatusPeriod[]>((history, change, index) => {
    const { begins, startOn, fromOn, bills } = change;
    if (begins || index === 0) return [{ fromOn: startOn, bills }];
    return withChange(rebased(history, startOn), { fromOn, bills });
  }, []);
}

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
