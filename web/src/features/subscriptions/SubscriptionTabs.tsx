import { Skeleton, Tabs } from "antd";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { TreeSubscription } from "../../api/subscriptions.ts";
import { DetailEdit } from "./edit-detail.tsx";
import { SubscriptionHead } from "./SubscriptionHead.tsx";
import { BillingTab, ContractTab, DetailTab } from "./tabs.tsx";
import "./subscription.css";

// Only Detalhe is seen at once; the others are loaded when they are first opened.
const BillingEdit = lazy(async () => ({
  default: (await import("./edit-billing.tsx")).BillingEdit,
}));
const ContractEdit = lazy(async () => ({
  default: (await import("./edit-contract.tsx")).ContractEdit,
}));
const InvoicingEdit = lazy(async () => ({
  default: (await import("./edit-invoicing.tsx")).InvoicingEdit,
}));
const InvoicingTab = lazy(async () => ({
  default: (await import("./InvoicingTab.tsx")).InvoicingTab,
}));
const History = lazy(async () => ({ default: (await import("../history/History.tsx")).History }));

/** The selected plan in the manual's tabs (C45), read until Editar. */
export function SubscriptionTabs({ subscription }: { readonly subscription: TreeSubscription }) {
  const { t } = useTranslation();
  return (
    <>
      <SubscriptionHead subscription={subscription} />
      <Tabs
        items={[
          {
            key: "detail",
            label: t("tab.detail"),
            children: (
              <DetailEdit key={subscription.id} subscription={subscription}>
                <DetailTab subscription={subscription} />
              </DetailEdit>
            ),
          },
          {
            key: "billing",
            label: t("tab.billing"),
            children: (
              <Later>
                <BillingEdit key={subscription.id} subscription={subscription}>
                  <BillingTab subscription={subscription} />
                </BillingEdit>
              </Later>
            ),
          },
          {
            key: "contract",
            label: t("tab.contract"),
            children: (
              <Later>
                <ContractEdit key={subscription.id} subscription={subscription}>
                  <ContractTab subscription={subscription} />
                </ContractEdit>
              </Later>
            ),
          },
          {
            key: "invoicing",
            label: t("tab.invoicing"),
            children: (
              <Later>
                <InvoicingEdit key={subscription.id} subscription={subscription}>
                  <InvoicingTab subscription={subscription} />
                </InvoicingEdit>
              </Later>
            ),
          },
          {
            key: "history",
            label: t("history.title"),
            children: (
              <Later>
                <History of="subscriptions" id={subscription.id} />
              </Later>
            ),
          },
        ]}
      />
    </>
  );
}

function Later({ children }: { readonly children: ReactNode }) {
  return <Suspense fallback={<Skeleton active />}>{children}</Suspense>;
}
