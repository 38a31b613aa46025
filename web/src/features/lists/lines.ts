/** A subscription as the lists and reports of the API show it. */
export type SubscriptionLine = {
  readonly id: string;
  readonly number: number;
  readonly customerId: string;
  readonly customerName: string;
  readonly businessUnitId: string;
  readonly planId: string;
  readonly planName: string;
  readonly status: string;
  readonly list: string;
  readonly service: string;
  readonly startOn: string;
  readonly payableCents: number;
  readonly routingPointId: string | null;
  readonly dueDayId: string | null;
  readonly salespersonId: string | null;
  readonly login: string | null;
  readonly contractExpiresOn: string | null;
  readonly endedOn: string | null;
};

export type LoginLine = {
  readonly id: string;
  readonly name: string;
  readonly main: boolean;
  readonly wanted: string;
  readonly real: string;
  readonly subscription: SubscriptionLine;
};

export type CustomerLine = {
  readonly id: string;
  readonly name: string;
  readonly personType: string;
  readonly document: string;
  readonly city: string;
  readonly businessUnitId: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly registeredAt: string;
  readonly activeSubscriptions: number;
};

/** Where a row leads: the customer with the plan selected. */
export function pathOfLine({ customerId, id }: SubscriptionLine): string {
  return `/customers/${customerId}/subscriptions/${id}`;
}
