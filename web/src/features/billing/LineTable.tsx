import { isMissing } from "../../api/missing.ts";
import { Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Line } from "../../api/billing.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Money } from "../../ui/Money.tsx";
import { LineExplanation } from "./LineExplanation.tsx";
import "./billing.css";

type Props = {
  readonly lines: readonly Line[];
  readonly isLoading?: boolean;
  readonly showsCustomer?: boolean;
  readonly opensAll?: boolean;
};

/** Charges; each one opens to the calendar that explains it. */
export function LineTable({
  lines,
  isLoading = false,
  showsCustomer = false,
  opensAll = false,
}: Props) {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Table<Line>
      rowKey={keyOf}
      size="small"
      columns={columns.filter(({ key }) => showsCustomer || key !== "customer")}
      dataSource={[...lines]}
      loading={isLoading}
      pagination={false}
      locale={{
        emptyText: <EmptyState title={t("billing.noLines")} hint={t("billing.noLinesHint")} />,
      }}
      expandable={{
        expandedRowRender: (line) => <LineExplanation line={line} />,
        rowExpandable: ({ explanation }) => !isMissing(explanation),
        expandRowByClick: true,
        defaultExpandedRowKeys: opensAll ? lines.map(keyOf) : [],
      }}
    />
  );
}

function keyOf({ id, subscriptionId, kind, fromOn, toOn }: Line): string {
  return id ?? `${subscriptionId} ${kind} ${fromOn} ${toOn}`;
}

function useColumns(): TableColumnsType<Line> {
  const { t } = useTranslation();
  return [
    {
      title: t("billing.customer"),
      key: "customer",
      render: (_, { customerId, customerName }) =>
        customerId === undefined ? (
          customerName
        ) : (
          <Link to={`/customers/${customerId}`}>{customerName}</Link>
        ),
    },
    {
      title: t("billing.what"),
      key: "what",
      render: (_, { kind, explanation, subscriptionNumber }) => (
        <>
          {explanation?.planName || t(`billing.kind.${kind}`, kind)}{" "}
          <span className="soft number">{subscriptionNumber}</span>
        </>
      ),
    },
    {
      title: t("billing.period"),
      key: "period",
      width: 200,
      render: (_, { fromOn, toOn }) => (
        <>
          <CivilDate on={fromOn} /> – <CivilDate on={toOn} />
        </>
      ),
    },
    { title: t("billing.days"), dataIndex: "days", align: "right", width: 70 },
    {
      title: t("invoice.amount"),
      dataIndex: "amountCents",
      align: "right",
      width: 120,
      render: (cents: number) => <Money cents={cents} />,
    },
  ];
}
