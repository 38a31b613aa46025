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

type Band = {
  readonly fromDays: number;
  readonly toDays: number | null;
  readonly invoices: number;
  readonly customers: number;
  readonly openCents: number;
};
type Aging = { readonly on: string; readonly bands: readonly Band[] };

const names = ["businessUnitId"] as const;

/** Faturas em aberto: what is owed today, by how late it is, drawn and in figures. */
export function AgingReport() {
  const { t } = useTranslation();
  const address = useAddress(names);
  const on = useUnitToday(String(address.query["businessUnitId"] ?? ""));
  const query = { ...address.query, on };
  const report = useQuery({
    queryKey: ["reports", "aging", query],
    queryFn: ({ signal }) => request<Aging>("/reports/aging", { query, signal }),
    placeholderData: (last) => last,
  });
  const bands = report.data?.bands ?? [];
  const most = Math.max(1, ...bands.map(({ openCents }) => openCents));
  return (
    <>
      <FilterBar
        address={address}
        filters={[useUnitFilter()]}
        acts={<ExportButton path="/reports/aging.csv" query={query} />}
      />
      <ProblemNotice error={report.error} onRetry={() => void report.refetch()} />
      <div className="panel">
        <Table<Band>
          rowKey="fromDays"
          size="small"
          pagination={false}
          loading={report.isPending}
          dataSource={[...bands]}
          columns={[
            {
              title: t("aging.late"),
              key: "late",
              width: 180,
              render: (_, band) => <Age band={band} />,
            },
            {
              title: t("aging.open"),
              dataIndex: "openCents",
              align: "right",
              width: 150,
              render: (cents: number) => <Money cents={cents} />,
            },
            {
              title: "",
              key: "bar",
              render: (_, { openCents, fromDays }) => (
                <span
                  aria-hidden="true"
                  className={fromDays < 0 ? "aging-bar" : "aging-bar aging-late"}
                  style={{ width: `${(openCents / most) * 100}%` }}
                />
              ),
            },
            { title: t("aging.invoices"), dataIndex: "invoices", align: "right", width: 110 },
            { title: t("aging.customers"), dataIndex: "customers", align: "right", width: 110 },
          ]}
          summary={(shown) => <Overdue bands={shown} />}
        />
      </div>
    </>
  );
}

function Age({ band: { fromDays, toDays } }: { readonly band: Band }) {
  const { t } = useTranslation();
  if (fromDays < 0) return <>{t("aging.notDue")}</>;
  if (toDays === null) return <>{t("aging.over", { days: fromDays - 1 })}</>;
  return <>{t("aging.between", { from: fromDays, to: toDays })}</>;
}

function Overdue({ bands }: { readonly bands: readonly Band[] }) {
  const { t } = useTranslation();
  const late = bands.filter(({ fromDays }) => fromDays > 0);
  const cents = late.reduce((sum, { openCents }) => sum + openCents, 0);
  return (
    <Table.Summary.Row>
      <Table.Summary.Cell index={0}>
        <strong>{t("aging.total")}</strong>
      </Table.Summary.Cell>
      <Table.Summary.Cell index={1} align="right">
        <strong>
          <Money cents={cents} />
        </strong>
      </Table.Summary.Cell>
      <Table.Summary.Cell index={2} colSpan={3} />
    </Table.Summary.Row>
  );
}
