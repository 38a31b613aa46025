import { useQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { useUnitToday } from "../../api/unit-day.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Money } from "../../ui/Money.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { ExportButton } from "../lists/ExportButton.tsx";
import { FilterBar } from "../lists/FilterBar.tsx";
import { useUnitFilter } from "../lists/filters.ts";
import { useAddress } from "../lists/use-address.ts";
import { DayPicker } from "./DayPicker.tsx";

type Line = {
  readonly operatorName: string;
  readonly paymentFormId: string;
  readonly paymentFormName: string;
  readonly payments: number;
  readonly receivedCents: number;
  readonly reversals: number;
  readonly reversedCents: number;
  readonly payouts: number;
  readonly paidOutCents: number;
};
type Cash = { readonly on: string; readonly lines: readonly Line[] };

const names = ["businessUnitId", "on"] as const;

/** Caixa do dia: what each operator took in each form, by the day on which it was entered. */
export function CashReport() {
  const { t } = useTranslation();
  const address = useAddress(names);
  const unitToday = useUnitToday(String(address.query["businessUnitId"] ?? ""));
  const on = address.value("on") || unitToday;
  const query = { ...address.query, on };
  const report = useQuery({
    queryKey: ["reports", "cash", query],
    queryFn: ({ signal }) => request<Cash>("/reports/cash", { query, signal }),
    placeholderData: (last) => last,
  });
  const money = (cents: number) => <Money cents={cents} />;
  return (
    <>
      <FilterBar
        address={address}
        filters={[useUnitFilter()]}
        acts={<ExportButton path="/reports/cash.csv" query={query} />}
      >
        <DayPicker on={on} onChange={(day) => address.set("on", day)} />
      </FilterBar>
      <ProblemNotice error={report.error} onRetry={() => void report.refetch()} />
      <div className="panel">
        <Table<Line>
          rowKey={({ operatorName, paymentFormId }) => `${operatorName} ${paymentFormId}`}
          size="small"
          pagination={false}
          loading={report.isPending}
          dataSource={[...(report.data?.lines ?? [])]}
          locale={{ emptyText: <EmptyState title={t("cash.none")} /> }}
          columns={[
            { title: t("cash.operator"), dataIndex: "operatorName" },
            { title: t("payment.form"), dataIndex: "paymentFormName" },
            { title: t("cash.payments"), dataIndex: "payments", align: "right" },
            {
              title: t("cash.received"),
              dataIndex: "receivedCents",
              align: "right",
              render: money,
            },
            { title: t("cash.reversals"), dataIndex: "reversals", align: "right" },
            {
              title: t("cash.reversed"),
              dataIndex: "reversedCents",
              align: "right",
              render: money,
            },
            { title: t("cash.payouts"), dataIndex: "payouts", align: "right" },
            {
              title: t("cash.paidOut"),
              dataIndex: "paidOutCents",
              align: "right",
              render: money,
            },
          ]}
          summary={(lines) => <Total lines={lines} />}
        />
      </div>
    </>
  );
}

function Total({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useTranslation();
  if (lines.length === 0) return null;
  const sum = (read: (line: Line) => number) =>
    lines.reduce((total, line) => total + read(line), 0);
  const left = sum(
    ({ receivedCents, reversedCents, paidOutCents }) =>
      receivedCents - reversedCents - paidOutCents,
  );
  return (
    <Table.Summary.Row>
      <Table.Summary.Cell index={0} colSpan={7}>
        <strong>{t("cash.total")}</strong>
      </Table.Summary.Cell>
      <Table.Summary.Cell index={1} align="right">
        <strong>
          <Money cents={left} />
        </strong>
      </Table.Summary.Cell>
    </Table.Summary.Row>
  );
}
