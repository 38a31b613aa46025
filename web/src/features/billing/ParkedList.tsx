import { Table } from "antd";
import { useTranslation } from "react-i18next";
import type { Parked } from "../../api/billing.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ParkedSubscription } from "./ParkedSubscription.tsx";

/** Subscriptions that a closing leaves out, each with its reason; the others are billed. */
export function ParkedList({ parked }: { readonly parked: readonly Parked[] }) {
  const { t } = useTranslation();
  return (
    <div className="panel">
      <Table<Parked>
        rowKey="subscriptionId"
        size="small"
        dataSource={[...parked]}
        pagination={{ pageSize: 25, hideOnSinglePage: true }}
        locale={{
          emptyText: <EmptyState title={t("billing.noParked")} hint={t("billing.noParkedHint")} />,
        }}
        columns={[
          {
            title: t("billing.subscription"),
            key: "subscription",
            width: 260,
            render: (_: unknown, { subscriptionId }) => <ParkedSubscription id={subscriptionId} />,
          },
          {
            title: t("billing.why"),
            key: "why",
            render: (_: unknown, { code, detail }) => (
              <>
                {t(`billing.parkedWhy.${code.replaceAll(".", "_")}`, detail)}
                {code === "billing.terms_broken" && <div className="code soft">{detail}</div>}
              </>
            ),
          },
          {
            title: t("billing.code"),
            dataIndex: "code",
            width: 240,
            render: (code: string) => <span className="code soft">{code}</span>,
          },
        ]}
      />
    </div>
  );
}
