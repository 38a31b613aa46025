import type { Centavos, CivilDate } from "@isp/kernel";

/** Takes a whole invoice back. The invoice stays as it was issued; its number is never used again. */
export type CreditNote = {
  readonly id: string;
  readonly invoiceId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  /** Gapless in the unit's own series of credit notes. */
  readonly number: bigint;
  readonly issuedOn: CivilDate;
  readonly totalCents: Centavos;
  readonly operatorName: string;
  readonly reason: string;
};
