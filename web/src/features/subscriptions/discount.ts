import { isMissing } from "../../api/missing.ts";
import type { Discount, Subscription } from "../../api/subscriptions.ts";
import { formatCents } from "../../ui/money.ts";

export type DiscountKind = "amount" | "percent";
type Priced = Pick<Subscription, "discount" | "priceCents">;

/** The discount in percent, as the manual's panel shows it, with its amount when it was given in R$. */
export function discountText({ discount, priceCents }: Priced, language: string): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  if (discount?.percent !== undefined) return `${number.format(discount.percent)} %`;
  if (discount?.amountCents === undefined || priceCents === 0) return "";
  const percent = number.format((discount.amountCents / priceCents) * 100);
  return `${percent} % (R$ ${formatCents(discount.amountCents, language)})`;
}

/** The way in which a discount was given. */
export function kindOfDiscount(discount: Discount | null | undefined): DiscountKind | undefined {
  if (!isMissing(discount?.percent)) return "percent";
  return isMissing(discount?.amountCents) ? undefined : "amount";
}

/** Of what was typed in both ways, the discount in one of them (C37). */
export function discountIn(typed: Discount, kind: DiscountKind): Discount | undefined {
  const { amountCents, percent } = typed;
  if (kind === "percent") return percent === undefined ? undefined : { percent };
  return amountCents === undefined ? undefined : { amountCents };
}

/** Is more taken off than there is to pay? */
export function isTooLarge(discount: Discount | undefined, priceCents: number): boolean {
  return (discount?.amountCents ?? 0) > priceCents || (discount?.percent ?? 0) > 100;
}
