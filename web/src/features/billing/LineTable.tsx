import { isMissing } from "../../api/missing.ts";
import { Table, type TableColumnsType } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Line } from "../../api/billing.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { addDays } from "../../ui/dates.ts";
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

/** The plan's line bears its name; others say first what they are. */
function nameOf({ kind, item = "", explanation }: Line, t: TFunction): string {
  const plan = explanation?.planName ?? "";
  const what = t(`billing.kind.${kind}`, { defaultValue: kind, item });
  if (plan === "") return what;
  return kind === "plan" ? plan : `${what} · ${plan}`;
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
      render: (_, line) => (
        <>
          {nameOf(line, t)} <span className="soft number">{line.subscriptionNumber}</span>
        </>
      ),
    },
    {
      title: t("billing.period"),
      key: "period",
      width: 200,
      render: (_, { fromOn, toOn, days }) =>
        days === 0 ? (
          <CivilDate on={toOn} />
        ) : (
          <>
            <CivilDate on={addDays(fromOn, 1)} /> – <CivilDate on={toOn} />
          </>
        ),
    },
    {
      title: t("billing.days"),
      dataIndex: "days",
      align: "right",
      width: 70,
      render: (days: number) => days || <span className="soft">–</span>,
    },
    {
      title: t("invoice.amount"),
      dataIndex: "amountCents",
      align: "right",
      width: 120,
      render: (cents: number) => <Money cents={cents} />,
    },
  ];
}
