import { Table, type TableColumnsType, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useSubscriptionColumns } from "../lists/columns.tsx";
import type { SubscriptionLine } from "../lists/lines.ts";
import type { DayReportData } from "./day.ts";

const columnsOfLines = [
  "number",
  "customer",
  "plan",
  "status",
  "start-on",
  "payable",
  "salesperson",
];

/** The lines behind each total. */
export function DayTables({ data }: { readonly data: DayReportData }) {
  const { t } = useTranslation();
  const all = useSubscriptionColumns();
  const plain = all.filter(({ key }) => columnsOfLines.includes(String(key)));
  const reasonOf = new Map(data.cancellations.map((line) => [line.subscription.id, line]));
  const cancelled: TableColumnsType<SubscriptionLine> = [
    ...plain,
    { key: "reason", title: t("report.reason"), render: (_, { id }) => reasonOf.get(id)?.reason },
    { key: "by", title: t("report.by"), render: (_, { id }) => reasonOf.get(id)?.requestedBy },
  ];
  const expiring: TableColumnsType<SubscriptionLine> = [
    ...plain,
    {
      key: "expires",
      title: t("contract.expiresOn"),
      render: (_, { contractExpiresOn }) => <CivilDate on={contractExpiresOn} />,
    },
  ];
  const tables = [
    ["registrations", data.totalRegistrations, data.registrations, plain],
    [
      "cancellations",
      data.totalCancellations,
      data.cancellations.map(({ subscription }) => subscription),
      cancelled,
    ],
    ["waiting", data.totalWaitingInstallations, data.waitingInstallations, plain],
    ["expiring", data.totalExpiringContracts, data.expiringContracts, expiring],
  ] as const;
  return (
    <Tabs
      items={tables.map(([key, total, lines, columns]) => ({
        key,
        label: `${t(`report.${key}`)} (${total})`,
        children: <Lines total={total} lines={lines} columns={columns} />,
      }))}
    />
  );
}

type LinesProps = {
  readonly total: number;
  readonly lines: readonly SubscriptionLine[];
  readonly columns: TableColumnsType<SubscriptionLine>;
};

function Lines({ total, lines, columns }: LinesProps) {
  const { t } = useTranslation();
  return (
    <div className="panel">
      <Table<SubscriptionLine>
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={[...lines]}
        scroll={{ x: 1_000 }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyState title={t("report.nobody")} /> }}
      />
      {total > lines.length && (
        <p className="soft report-cut">{t("report.cut", { shown: lines.length, total })}</p>
      )}
    </div>
  );
}
