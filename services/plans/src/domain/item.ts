/** One thing a subscription carries on a server, as its owner last said (DESIGN 6). */
export type Item = {
  readonly id: string;
  readonly kind: string;
  readonly parentId: string;
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly name: string;
  readonly main: boolean;
  readonly version: bigint;
  readonly wanted: { readonly state: string; readonly version: bigint; readonly at: Date };
  readonly real: {
    readonly state: string;
    readonly version: bigint;
    readonly at: Date;
    readonly reason: string;
  };
};
