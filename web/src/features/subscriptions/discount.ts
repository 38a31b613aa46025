import type { Subscription } from "../../api/subscriptions.ts";
import { formatCents } from "../../ui/money.ts";

type Priced = Pick<Subscription, "discount" | "priceCents">;

/** The discount in percent, as the manual's panel shows it, with its amount when it was given in R$. */
export function discountText({ discount, priceCents }: Priced, language: string): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  if (discount?.percent !== undefined) return `${number.format(discount.percent)} %`;
  if (discount?.amountCents === undefined || priceCents === 0) return "";
  const percent = number.format((discount.amountCents / priceCents) * 100);
  return `${percent} % (R$ ${formatCents(discount.amountCents, language)})`;
}
