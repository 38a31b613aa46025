import { useQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { useUnitToday } from "../../api/unit-day.ts";
import { Money } from "../../ui/Money.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { ExportButton } from "../lists/ExportButton.tsx";
import { FilterBar } from "../lists/FilterBar.tsx";
import { useUnitFilter } from "../lists/filters.ts";
import { useAddress } from "../lists/use-address.ts";

type Month = {
  readonly monthOn: string;
  readonly invoices: number;
  readonly invoicedCents: number;
  readonly creditedCents: number;
  readonly receivedCents: number;
};
type Revenue = { readonly months: readonly Month[] };

const names = ["businessUnitId"] as const;
const sums = ["invoicedCents", "creditedCents", "receivedCents"] as const;

/** Receita: what was invoiced and what came in, month by month, drawn and in figures. */
export function RevenueReport() {
  const { t } = useTranslation();
  const address = useAddress(names);
  const on = useUnitToday(String(address.query["businessUnitId"] ?? ""));
  const query = { ...address.query, on };
  const report = useQuery({
    queryKey: ["reports", "revenue", query],
    queryFn: ({ signal }) => request<Revenue>("/reports/revenue", { query, signal }),
    placeholderData: (last) => last,
  });
  const months = report.data?.months ?? [];
  const most = Math.max(
    1,
    ...months.flatMap((month) => [month.invoicedCents, month.receivedCents]),
  );
  return (
    <>
      <FilterBar
        address={address}
        filters={[useUnitFilter()]}
        acts={<ExportButton path="/reports/revenue.csv" query={query} />}
      />
      <ProblemNotice error={report.error} onRetry={() => void report.refetch()} />
      <div className="panel">
        <Table<Month>
          rowKey="monthOn"
          size="small"
          pagination={false}
          loading={report.isPending}
          dataSource={[...months]}
          columns={[
            {
              title: t("revenue.month"),
              dataIndex: "monthOn",
              width: 110,
              render: (day: string) => <MonthName day={day} />,
            },
            { title: t("revenue.invoices"), dataIndex: "invoices", align: "right", width: 110 },
            ...sums.map((name) => ({
              title: t(`revenue.${name}`),
              dataIndex: name,
              align: "right" as const,
              width: 150,
              render: (cents: number) => <Money cents={cents} />,
            })),
            {
              title: <Legend />,
              key: "bars",
              render: (_, month) => <RevenueBars month={month} most={most} />,
            },
          ]}
        />
      </div>
    </>
  );
}

/** Which bar is which; the figures beside them say the same. */
function Legend() {
  const { t } = useTranslation();
  return (
    <span className="revenue-legend" aria-hidden="true">
      <span className="aging-bar revenue-bar" /> {t("revenue.invoicedCents")}
      <span className="aging-bar revenue-bar revenue-received" /> {t("revenue.receivedCents")}
    </span>
  );
}

/** 05/2026. */
function MonthName({ day }: { readonly day: string }) {
  const [year = "", month = ""] = day.split("-");
  return <span className="number">{`${month}/${year}`}</span>;
}

/** Invoiced above, received below; the figures stand beside it. */
function RevenueBars({ month, most }: { readonly month: Month; readonly most: number }) {
  const width = (cents: number) => `${(Math.max(0, cents) / most) * 100}%`;
  return (
    <span aria-hidden="true">
      <span className="aging-bar revenue-bar" style={{ width: width(month.invoicedCents) }} />
      <span
        className="aging-bar revenue-bar revenue-received"
        style={{ width: width(month.receivedCents) }}
      />
    </span>
  );
}
