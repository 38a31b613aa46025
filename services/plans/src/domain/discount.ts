import { type Centavos, roundHalfUp } from "@isp/kernel";
import { refuse } from "./errors.ts";

/** In reais or in percent (C37). Hundredths of a percent: 12.5 % is 1250. */
export type Discount =
  | { readonly kind: "amount"; readonly amountCents: Centavos }
  | { readonly kind: "percent"; readonly percentHundredths: number };

const wholePercent = 10_000n;

/** The amount to pay (C38): the discount comes off before anything is prorated (D8). */
export function payable(priceCents: Centavos, discount: Discount | null): Centavos {
  if (discount === null) return priceCents;
  const off =
    discount.kind === "amount"
      ? discount.amountCents
      : roundHalfUp(priceCents * BigInt(discount.percentHundredths), wholePercent);
  return off >= priceCents ? 0n : priceCents - off;
}

export function isDiscountFor(priceCents: Centavos, discount: Discount): boolean {
  return discount.kind === "amount"
    ? discount.amountCents >= 0n && discount.amountCents <= priceCents
    : Number.isInteger(discount.percentHundredths) &&
        discount.percentHundredths >= 0 &&
        discount.percentHundredths <= Number(wholePercent);
}

type Priced = {
  readonly priceCents: Centavos;
  readonly payableCents: Centavos;
  readonly discount: Discount | null;
};

/**
 * A discount that goes on under another price: what somebody else granted may stay, but an amount is
 * more of a smaller price.
 */
export function checkKeptDiscount(
  priceCents: Centavos,
  before: Priced,
  maxPercent: number | null,
): void {
  const { discount } = before;
  const isNoMore =
    before.priceCents > 0n &&
    payable(priceCents, discount) * before.priceCents >= before.payableCents * priceCents;
  if (!isNoMore) checkDiscountLimit(priceCents, discount, maxPercent);
}

/** What a role may take off at most, in percent of the price; null is no limit. */
export function checkDiscountLimit(
  priceCents: Centavos,
  discount: Discount | null,
  maxPercent: number | null,
): void {
  if (maxPercent === null || discount === null) return;
  const least = payable(priceCents, {
    kind: "percent",
    percentHundredths: Math.round(maxPercent * 100),
  });
  if (payable(priceCents, discount) >= least) return;
  throw refuse.discount_above_limit(`Your role takes ${maxPercent} % off at most.`, {
    details: { maxDiscountPercent: maxPercent.toString() },
    fields: [{ pointer: "/discount", detail: `is more than ${maxPercent} % of the price` }],
  });
}
