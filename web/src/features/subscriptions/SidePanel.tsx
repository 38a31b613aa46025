import { useTranslation } from "react-i18next";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Money } from "../../ui/Money.tsx";
import { OperationList } from "../operations/OperationList.tsx";
import { discountText } from "./discount.ts";
import { useNames } from "./names.ts";
import "./side-panel.css";

/** The manual's panel of the selected plan (C44), and what was done to it. */
export function SidePanel({ subscription }: { readonly subscription: Subscription | undefined }) {
  const { t } = useTranslation();
  if (subscription === undefined) {
    return (
      <aside className="side panel" aria-label={t("plans.side")}>
        <EmptyState title={t("plans.nothingSelected")} hint={t("plans.nothingSelectedHint")} />
      </aside>
    );
  }
  return (
    <aside className="side" aria-label={t("plans.side")}>
      <section className="side-part panel">
        <h2>{t("plans.side")}</h2>
        <PlanFacts subscription={subscription} />
      </section>
      <section className="side-part panel">
        <h2>{t("operation.list")}</h2>
        <OperationList subscriptionId={subscription.id} />
      </section>
    </aside>
  );
}

function PlanFacts({ subscription }: { readonly subscription: Subscription }) {
  const { t, i18n } = useTranslation();
  const names = useNames(subscription);
  const discount = discountText(subscription, i18n.language);
  return (
    <Facts
      dense
      facts={[
        { label: t("plans.plan"), value: planOf(subscription).name },
        { label: t("plans.startOn"), value: <CivilDate on={subscription.startOn} /> },
        { label: t("plans.status"), value: names.status },
        { label: t("plans.paymentFormShort"), value: names.paymentForm },
        { label: t("plans.dueDayShort"), value: names.dueDay },
        { label: t("plans.trialDays"), value: subscription.trialDays },
        { label: t("plans.discount"), value: discount },
        { label: t("plans.priceWithDiscount"), value: <Money cents={subscription.payableCents} /> },
        { label: t("plans.salesperson"), value: names.salesperson },
        { label: t("plans.notes"), value: subscription.notes },
      ]}
    />
  );
}
