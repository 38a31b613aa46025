import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import type { TreeSubscription } from "../../api/subscriptions.ts";
import { History } from "../history/History.tsx";
import { BillingEdit } from "./edit-billing.tsx";
import { ContractEdit } from "./edit-contract.tsx";
import { DetailEdit } from "./edit-detail.tsx";
import { InvoicingEdit } from "./edit-invoicing.tsx";
import { InvoicingTab } from "./InvoicingTab.tsx";
import { SubscriptionHead } from "./SubscriptionHead.tsx";
import { BillingTab, ContractTab, DetailTab } from "./tabs.tsx";
import "./subscription.css";

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
              <BillingEdit key={subscription.id} subscription={subscription}>
                <BillingTab subscription={subscription} />
              </BillingEdit>
            ),
          },
          {
            key: "contract",
            label: t("tab.contract"),
            children: (
              <ContractEdit key={subscription.id} subscription={subscription}>
                <ContractTab subscription={subscription} />
              </ContractEdit>
            ),
          },
          {
            key: "invoicing",
            label: t("tab.invoicing"),
            children: (
              <InvoicingEdit key={subscription.id} subscription={subscription}>
                <InvoicingTab subscription={subscription} />
              </InvoicingEdit>
            ),
          },
          {
            key: "history",
            label: t("history.title"),
            children: <History of="subscriptions" id={subscription.id} />,
          },
        ]}
      />
    </>
  );
}
