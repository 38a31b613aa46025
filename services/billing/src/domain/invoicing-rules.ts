import type { Centavos } from "@isp/kernel";
import { fieldCheck } from "./errors.ts";
import { type LatePolicy, lawfulLatePolicy } from "./settlement.ts";

/** What a unit asks for late payment, and below what it issues no invoice (R17, R18). */
export type InvoicingRules = {
  readonly businessUnitId: string;
  /** 1 where nobody has said yet. */
  readonly version: bigint;
  readonly lateFineBasisPoints: number;
  readonly lateInterestBasisPoints: number;
  readonly minimumInvoiceCents: Centavos;
};

/** What an invoice was issued with: another percentage later does not change what it costs to pay it late. */
export type LateCharges = Pick<InvoicingRules, "lateFineBasisPoints" | "lateInterestBasisPoints">;

export const lawfulCharges: LateCharges = {
  lateFineBasisPoints: lawfulLatePolicy.fineBasisPoints,
  lateInterestBasisPoints: lawfulLatePolicy.interestBasisPoints,
};

export const chargesOf = (rules: InvoicingRules): LateCharges => ({
  lateFineBasisPoints: rules.lateFineBasisPoints,
  lateInterestBasisPoints: rules.lateInterestBasisPoints,
});

export const usualRules = (businessUnitId: string): InvoicingRules => ({
  businessUnitId,
  version: 1n,
  ...lawfulCharges,
  minimumInvoiceCents: 0n,
});

export const policyOf = (charges: LateCharges): LatePolicy => ({
  fineBasisPoints: charges.lateFineBasisPoints,
  interestBasisPoints: charges.lateInterestBasisPoints,
});

/** Beyond this nobody would be billed for months. */
const highestMinimum = 10_000n;

export function checkRules(rules: InvoicingRules): void {
  const check = fieldCheck();
  const most = lawfulCharges;
  for (const name of ["lateFineBasisPoints", "lateInterestBasisPoints"] as const) {
    const isLawful = Number.isInteger(rules[name]) && rules[name] >= 0 && rules[name] <= most[name];
    check.require(
      isLawful,
      `/${name}`,
      `must be from 0 to ${most[name]}, the most that the law allows`,
    );
  }
  const { minimumInvoiceCents: minimum } = rules;
  check.require(
    minimum >= 0n && minimum <= highestMinimum,
    "/minimumInvoiceCents",
    `must be from 0 to ${highestMinimum}`,
  );
  check.done();
}
