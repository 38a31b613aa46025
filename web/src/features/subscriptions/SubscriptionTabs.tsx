import { isMissing } from "../../api/missing.ts";
import { Alert, Button, Tabs } from "antd";
import { EllipsisOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { planOf } from "../../api/plan-of.ts";
import type { TreeSubscription } from "../../api/subscriptions.ts";
import { useMay } from "../../app/session.tsx";
import { useActs } from "../operations/ActsProvider.tsx";
import { type Act, reasonAgainst } from "./menu.ts";
import { BillingEdit } from "./edit-billing.tsx";
import { ContractEdit } from "./edit-contract.tsx";
import { DetailEdit } from "./edit-detail.tsx";
import { InvoicingEdit } from "./edit-invoicing.tsx";
import { InvoicingTab } from "./InvoicingTab.tsx";
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
        ]}
      />
    </>
  );
}

const buttons: readonly Act[] = ["suspend", "resume", "enable"];

function SubscriptionHead({ subscription }: { readonly subscription: TreeSubscription }) {
  const { t } = useTranslation();
  const { openMenu, openAct } = useActs();
  const mayOperate = useMay("subscriptions.operate");
  const allowed = buttons.filter(
    (act) => reasonAgainst(act, subscription, mayOperate) === undefined,
  );
  const { drift, notes } = subscription;
  return (
    <>
      <div className="subscription-head">
        <div>
          <div className="soft number">{t("plans.number", { number: subscription.number })}</div>
          <h2>{planOf(subscription).name}</h2>
        </div>
        <div className="actions">
          {allowed.map((act) => (
            <Button
              key={act}
              {...(act === "suspend" ? {} : { type: "primary" as const })}
              onClick={() => openAct(act, subscription)}
            >
              {t(`menu.${act}`)}
            </Button>
          ))}
          <Button
            icon={<EllipsisOutlined />}
            aria-label={t("menu.open")}
            aria-haspopup="menu"
            onClick={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              openMenu({ subscription }, { x: box.left, y: box.bottom + 4 });
            }}
          />
        </div>
      </div>
      {subscription.service === "suspended" && <SuspendedStrip subscription={subscription} />}
      {drift?.billedAs !== undefined && (
        <Alert
          type="warning"
          showIcon
          title={t("plans.drift", { billed: drift.billedAs, line: drift.lineAs ?? "" })}
        />
      )}
      {!isMissing(notes) && notes !== "" && <p className="subscription-note">{notes}</p>}
    </>
  );
}

function SuspendedStrip({ subscription }: { readonly subscription: TreeSubscription }) {
  const { t } = useTranslation();
  const reasons = (subscription.suspensions ?? [])
    .map(({ reason }) => t(`suspension.${reason}`))
    .join(", ");
  return <Alert type="warning" showIcon title={t("plans.suspendedStrip", { reasons })} />;
}
