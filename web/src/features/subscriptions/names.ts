import { useTranslation } from "react-i18next";
import type { BusinessUnit, DueDay, Named, Status } from "../../api/catalogue.ts";
import { isMissing } from "../../api/missing.ts";
import { useList } from "../../api/lists.ts";
import type { RoutingPoint } from "../../api/network.ts";
import type { Subscription } from "../../api/subscriptions.ts";

type Listed = { readonly id: string; readonly name: string };

/** The names behind a subscription's ids; empty while they are not known. */
export function useNames(subscription: Subscription) {
  const { t } = useTranslation();
  const units = useList<BusinessUnit>("business-units").data;
  const forms = useList<Named>("payment-forms").data;
  const dueDays = useList<DueDay>("due-days").data;
  const templates = useList<Named>("contract-templates", { archived: true }).data;
  const sellers = useList<Named>("salespeople", { archived: true }).data;
  const points = useList<RoutingPoint>("routing-points").data;
  const dueDay = dueDays?.find(({ id }) => id === subscription.dueDayId)?.day;
  return {
    unit: nameIn(units, subscription.businessUnitId),
    paymentForm: isMissing(subscription.paymentFormId)
      ? t("billing.unitDefault")
      : nameIn(forms, subscription.paymentFormId),
    dueDay: isMissing(subscription.dueDayId) ? t("billing.unitDefault") : String(dueDay ?? ""),
    template: nameIn(templates, subscription.contract?.templateId),
    salesperson: nameIn(sellers, subscription.salespersonId),
    routingPoint: nameIn(points, subscription.routingPointId),
    status: useStatusName(subscription.status),
  };
}

function useStatusName(key: string): string {
  const { t, i18n } = useTranslation();
  const statuses = useList<Status>("statuses").data;
  if (i18n.exists(`status.${key}`)) return t(`status.${key}`);
  return statuses?.find((status) => status.key === key)?.name ?? key;
}

function nameIn(list: readonly Listed[] | undefined, id: string | null | undefined): string {
  return list?.find((entry) => entry.id === id)?.name ?? "";
}
