import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/catalogue.ts";
import { request } from "../../api/client.ts";
import type { Customer } from "../../api/customers.ts";
import { useList } from "../../api/lists.ts";
import type { Preview } from "../../api/previews.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { formatDay } from "../../ui/dates.ts";
import { formatCents } from "../../ui/money.ts";
import { groupEffects } from "./effect-groups.ts";
import type { OrderForm } from "./order.ts";

/** Where it goes: the customer's name or the plan's. */
export function useTarget({ operation }: Preview, { customerId, planId }: OrderForm): string {
  const customer = useQuery({
    queryKey: ["customers", customerId ?? "", "name"],
    queryFn: ({ signal }) => request<Customer>(`/customers/${customerId ?? ""}`, { signal }),
    enabled: operation === "transfer" && customerId !== undefined,
    staleTime: 60_000,
  });
  const plans = useList<Plan>("plans", { archived: true });
  if (operation === "transfer") return customer.data?.name ?? "";
  return plans.data?.find(({ id }) => id === planId)?.name ?? "";
}

/** What becomes of the subscription, in one sentence. */
export function useMainSentence(
  { operation, on, effects }: Preview,
  { number }: Subscription,
  target: string,
): string {
  const { t, i18n } = useTranslation();
  const { subscription } = groupEffects(effects);
  const created = subscription.find(({ action }) => action === "created");
  const cents = /, (\d+) centavos$/.exec(created?.detail ?? "")?.[1];
  const values = {
    number,
    target,
    on: formatDay(on),
    price: cents === undefined ? "–" : `R$ ${formatCents(Number(cents), i18n.language)}`,
  };
  const isRenumbered = operation === "change-plan" && created?.itemName === "";
  return t(`preview.main.${isRenumbered ? "change-plan-renumbered" : operation}`, values);
}
