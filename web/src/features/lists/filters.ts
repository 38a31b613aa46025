import { useTranslation } from "react-i18next";
import type { BusinessUnit, DueDay, Named, Plan, Status } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import type { RoutingPoint } from "../../api/network.ts";
import type { Filter } from "./FilterBar.tsx";

type Entry = { readonly id: string; readonly name: string };

const choices = (entries: readonly Entry[] | undefined) =>
  (entries ?? []).map(({ id, name }) => ({ value: id, label: name }));

/** The name of a status, in the console's words where it has any. */
export function useStatusNames(): (key: string) => string {
  const { t, i18n } = useTranslation();
  const statuses = useList<Status>("statuses").data;
  return (key) =>
    i18n.exists(`status.${key}`)
      ? t(`status.${key}`)
      : (statuses?.find((status) => status.key === key)?.name ?? key);
}

/** The filter of the business unit, for a list of any kind. */
export function useUnitFilter(): Filter {
  const { t } = useTranslation();
  const units = useList<BusinessUnit>("business-units").data;
  return { name: "businessUnitId", label: t("app.unit"), options: choices(units) };
}

/** What subscriptions and logins are looked through by. */
export function useSubscriptionFilters(): readonly Filter[] {
  const { t } = useTranslation();
  const unit = useUnitFilter();
  const nameOf = useStatusNames();
  const statuses = useList<Status>("statuses").data ?? [];
  const dueDays = useList<DueDay>("due-days").data ?? [];
  return [
    unit,
    {
      name: "list",
      label: t("lists.list"),
      options: ["active", "inactive", "cancelled"].map((value) => ({
        value,
        label: t(`list.${value}`),
      })),
    },
    { name: "planId", label: t("plans.plan"), options: choices(useList<Plan>("plans").data) },
    {
      name: "status",
      label: t("plans.status"),
      options: statuses.map(({ key }) => ({ value: key, label: nameOf(key) })),
    },
    {
      name: "routingPointId",
      label: t("plans.routingPoint"),
      options: choices(useList<RoutingPoint>("routing-points").data),
    },
    {
      name: "dueDayId",
      label: t("plans.dueDay"),
      options: dueDays.map(({ id, day }) => ({ value: id, label: String(day) })),
    },
    {
      name: "salespersonId",
      label: t("plans.salesperson"),
      options: choices(useList<Named>("salespeople").data),
    },
  ];
}

export const subscriptionFilterNames = [
  "businessUnitId",
  "list",
  "planId",
  "status",
  "routingPointId",
  "dueDayId",
  "salespersonId",
  "sort",
] as const;
