import { useQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Money } from "../../ui/Money.tsx";
import { CustomerInvoices } from "../billing/CustomerInvoices.tsx";

type AccountEntry = {
  readonly kind?: string;
  readonly number?: number | string;
  readonly description?: string;
  readonly on?: string;
  readonly dueOn?: string;
  readonly amountCents?: number;
  readonly totalCents?: number;
  readonly state?: string;
};

type Props = { readonly subscription: Subscription };

/** Tab Faturamento: the last closing, and the debts and payments of this plan (C47). */
export function InvoicingTab({ subscription }: Props) {
  const { t } = useTranslation();
  const account = useQuery({
    queryKey: ["subscriptions", subscription.id, "account"],
    queryFn: ({ signal }) =>
      request<{ readonly items?: readonly AccountEntry[] }>(
        `/subscriptions/${subscription.id}/account`,
        { signal },
      ),
    retry: false,
  });
  return (
    <>
      <Facts
        facts={[
          { label: t("plans.lastClosing"), value: <CivilDate on={subscription.lastClosingOn} /> },
          {
            label: t("plans.billedThrough"),
            value: <CivilDate on={subscription.billedThroughOn} />,
          },
        ]}
      />
      <h3 className="form-section">
        {t(account.isError ? "plans.customerInvoices" : "plans.openItems")}
      </h3>
      {account.isError ? (
        <CustomerInvoices customerId={subscription.customerId} />
      ) : (
        <AccountTable entries={account.data?.items ?? []} isLoading={account.isPending} />
      )}
    </>
  );
}

type TableProps = { readonly entries: readonly AccountEntry[]; readonly isLoading: boolean };

function AccountTable({ entries, isLoading }: TableProps) {
  const { t } = useTranslation();
  return (
    <Table<AccountEntry>
      rowKey={(entry) => `${entry.kind}${entry.number}${entry.dueOn}`}
      size="small"
      pagination={false}
      loading={isLoading}
      dataSource={[...entries]}
      locale={{ emptyText: <EmptyState title={t("plans.noOpenItems")} /> }}
      columns={[
        { title: t("invoice.number"), dataIndex: "number", width: 90 },
        {
          title: t("invoice.state"),
          dataIndex: "state",
          render: (state: string) => t(`invoice.states.${state}`, state),
        },
        {
          title: t("invoice.dueOn"),
          dataIndex: "dueOn",
          width: 110,
          render: (on?: string) => <CivilDate on={on} />,
        },
        {
          title: t("invoice.amount"),
          key: "amount",
          align: "right",
          width: 120,
          render: (_: unknown, { amountCents, totalCents }) => (
            <Money cents={amountCents ?? totalCents} />
          ),
        },
      ]}
    />
  );
}
