import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Payment } from "../../api/payments.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Money } from "../../ui/Money.tsx";
import { PaymentTable } from "../billing/PaymentTable.tsx";

export type Account = { readonly items: readonly AccountEntry[]; readonly openCents: number };

type AccountEntry = {
  readonly invoiceId: string;
  readonly number: number;
  readonly dueOn: string | null;
  readonly state: string;
  readonly amountCents: number;
  readonly invoiceTotalCents: number;
  /** What is open of this plan's part. */
  readonly openCents: number;
  /** Of the whole invoice. */
  readonly payments: readonly Payment[];
};

type Props = { readonly account: Account | undefined; readonly isLoading: boolean };

/** Contas em Aberto do Plano: its part of every invoice, paid or not, newest first (C47). */
export function AccountTable({ account, isLoading }: Props) {
  const { t } = useTranslation();
  const day = (on: string | null) => <CivilDate on={on} />;
  const money = (cents: number) => <Money cents={cents} />;
  return (
    <Table<AccountEntry>
      rowKey="invoiceId"
      size="small"
      pagination={false}
      loading={isLoading}
      dataSource={[...(account?.items ?? [])]}
      locale={{ emptyText: <EmptyState title={t("plans.noOpenItems")} /> }}
      expandable={{
        rowExpandable: ({ payments }) => payments.length > 0,
        expandedRowRender: ({ payments }) => <PaymentTable payments={payments} />,
      }}
      columns={[
        {
          title: t("invoice.number"),
          dataIndex: "number",
          render: (number: number, { invoiceId }) => (
            <Link to={`/billing/invoices/${invoiceId}`}>{number}</Link>
          ),
        },
        { title: t("invoice.dueOn"), dataIndex: "dueOn", render: day },
        {
          title: t("invoice.state"),
          dataIndex: "state",
          render: (state: string) => t(`invoice.states.${state}`, state),
        },
        { title: t("plans.planPart"), dataIndex: "amountCents", align: "right", render: money },
        {
          title: t("plans.invoiceTotal"),
          dataIndex: "invoiceTotalCents",
          align: "right",
          render: money,
        },
        { title: t("plans.planOpen"), dataIndex: "openCents", align: "right", render: money },
      ]}
      summary={() => <OpenRow openCents={account?.openCents} />}
    />
  );
}

function OpenRow({ openCents = 0 }: { readonly openCents: number | undefined }) {
  const { t } = useTranslation();
  if (openCents === 0) return null;
  return (
    <Table.Summary.Row>
      <Table.Summary.Cell index={0} colSpan={6}>
        <strong>{t("plans.openTotal")}</strong>
      </Table.Summary.Cell>
      <Table.Summary.Cell index={1} align="right">
        <strong>
          <Money cents={openCents} />
        </strong>
      </Table.Summary.Cell>
    </Table.Summary.Row>
  );
}
