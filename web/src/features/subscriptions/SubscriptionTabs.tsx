import { Skeleton, Tabs } from "antd";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { TreeSubscription } from "../../api/subscriptions.ts";
import { SubscriptionHead } from "./SubscriptionHead.tsx";
import { TabEditor } from "./TabEditor.tsx";
import { BillingTab, ContractTab, DetailTab } from "./tabs.tsx";
import "./subscription.css";

// Only Detalhe is seen at once; what the others need of their own is loaded when they are opened.
const ContractPaper = lazy(async () => ({
  default: (await import("./ContractPaper.tsx")).ContractPaper,
}));
const InvoicingTab = lazy(async () => ({
  default: (await import("./InvoicingTab.tsx")).InvoicingTab,
}));
const History = lazy(async () => ({ default: (await import("../history/History.tsx")).History }));

/** The selected plan in the manual's tabs (C45), read until Editar. */
export function SubscriptionTabs({ subscription }: { readonly subscription: TreeSubscription }) {
  const { t } = useTranslation();
  const panes: Readonly<Record<string, ReactNode>> = {
    detail: (
      <TabEditor tab="detail" subscription={subscription}>
        <DetailTab subscription={subscription} />
      </TabEditor>
    ),
    billing: (
      <TabEditor tab="billing" subscription={subscription}>
        <BillingTab subscription={subscription} />
      </TabEditor>
    ),
    contract: (
      <TabEditor tab="contract" subscription={subscription}>
        <ContractTab subscription={subscription} />
        <ContractPaper subscription={subscription} />
      </TabEditor>
    ),
    invoicing: (
      <TabEditor tab="invoicing" subscription={subscription} permission="billing.write">
        <InvoicingTab subscription={subscription} />
      </TabEditor>
    ),
    history: <History of="subscriptions" id={subscription.id} />,
  };
  return (
    <>
      <SubscriptionHead subscription={subscription} />
      <Tabs
        items={Object.entries(panes).map(([key, pane]) => ({
          key,
          label: t(key === "history" ? "history.title" : `tab.${key}`),
          children: (
            <Suspense key={subscription.id} fallback={<Skeleton active />}>
              {pane}
            </Suspense>
          ),
        }))}
      />
    </>
  );
}
