import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Instant } from "../../ui/CivilDate.tsx";
import { useEntryNames } from "../lists/columns.tsx";
import { FilterBar } from "../lists/FilterBar.tsx";
import { useUnitFilter } from "../lists/filters.ts";
import { PagedTable } from "../lists/PagedTable.tsx";
import { useAddress } from "../lists/use-address.ts";

type DriftLine = {
  readonly subscriptionId: string;
  readonly number: number | string;
  readonly customerId: string;
  readonly customerName: string;
  readonly businessUnitId: string;
  readonly billedPlan: string;
  readonly carriedPlan: string;
  readonly since: string | null;
  readonly by: string;
};

/** Every plan that is billed as one and carried as another (C46). */
export function DriftLines() {
  const { t } = useTranslation();
  const address = useAddress(["businessUnitId"]);
  const unit = useUnitFilter();
  return (
    <>
      <p className="soft">{t("report.driftHint")}</p>
      <FilterBar address={address} filters={[unit]} acts={null} />
      <PagedTable<DriftLine>
        root="drift"
        path="/drift"
        rowKey="subscriptionId"
        address={address}
        columns={useColumns()}
        pathOf={pathOf}
        width={1_000}
      />
    </>
  );
}

function pathOf({ customerId, subscriptionId }: DriftLine): string {
  return `/customers/${customerId}/subscriptions/${subscriptionId}`;
}

function useColumns(): TableColumnsType<DriftLine> {
  const { t } = useTranslation();
  const names = useEntryNames();
  return [
    {
      key: "number",
      title: t("lists.number"),
      width: 96,
      render: (_, line) => (
        <Link to={pathOf(line)} className="number">
          {line.number}
        </Link>
      ),
    },
    { key: "customer", title: t("customers.name"), dataIndex: "customerName", width: 220 },
    { key: "billed", title: t("report.billedAs"), dataIndex: "billedPlan" },
    { key: "carried", title: t("report.lineAs"), dataIndex: "carriedPlan" },
    {
      key: "since",
      title: t("report.since"),
      width: 140,
      render: (_, { since }) => <Instant at={since} />,
    },
    { key: "by", title: t("report.driftBy"), dataIndex: "by", width: 130 },
    {
      key: "unit",
      title: t("app.unit"),
      width: 130,
      render: (_, { businessUnitId }) => names.unit(businessUnitId),
    },
  ];
}
