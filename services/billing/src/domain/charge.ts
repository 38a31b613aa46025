import type { Centavos, CivilDate, FormulaValues } from "@isp/kernel";

/** An amount that an operation made a customer owe, kept with what it was computed from. */
export type Charge = {
  readonly id: string;
  readonly operationId: string;
  readonly kind: "cancellation-fine";
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly amountCents: Centavos;
  readonly formula: string;
  readonly values: FormulaValues;
  readonly chargedOn: CivilDate;
  readonly createdAt: Date;
};
