import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ItemState } from "../../api/subscriptions.ts";
import { StateDot } from "../../ui/StateDot.tsx";
import { useEntryNames } from "./columns.tsx";
import { ExportButton } from "./ExportButton.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { subscriptionFilterNames, useStatusNames, useSubscriptionFilters } from "./filters.ts";
import { type LoginLine, pathOfLine } from "./lines.ts";
import { PagedTable } from "./PagedTable.tsx";
import { sorted } from "./sorted.ts";
import { useAddress } from "./use-address.ts";

/** Every login, with how it stands on its server. */
export function LoginLines() {
  const address = useAddress(subscriptionFilterNames);
  const filters = useSubscriptionFilters();
  return (
    <>
      <FilterBar
        address={address}
        filters={filters}
        acts={<ExportButton path="/lists/logins.csv" query={address.query} />}
      />
      <PagedTable<LoginLine>
        path="/lists/logins"
        address={address}
        columns={sorted(useColumns(), ["name"], address)}
        pathOf={({ subscription }) => pathOfLine(subscription)}
        width={1_110}
      />
    </>
  );
}

function useColumns(): TableColumnsType<LoginLine> {
  const { t } = useTranslation();
  const statusName = useStatusNames();
  const names = useEntryNames();
  return [
    {
      key: "name",
      title: t("session.login"),
      width: 220,
      render: (_, { name, main, real, subscription }) => (
        <span className="actions">
          <StateDot state={real as ItemState} />
          <Link to={pathOfLine(subscription)}>{main ? <strong>{name}</strong> : name}</Link>
        </span>
      ),
    },
    {
      key: "wanted",
      title: t("plans.service"),
      width: 130,
      render: (_, { wanted }) => t(`service.${wanted}`, wanted),
    },
    {
      key: "customer",
      title: t("customers.name"),
      dataIndex: ["subscription", "customerName"],
      width: 230,
    },
    { key: "plan", title: t("plans.plan"), dataIndex: ["subscription", "planName"], width: 180 },
    {
      key: "status",
      title: t("plans.status"),
      width: 180,
      render: (_, { subscription }) => statusName(subscription.status),
    },
    {
      key: "routing-point",
      title: t("plans.routingPoint"),
      width: 170,
      render: (_, { subscription }) => names.routingPoint(subscription.routingPointId),
    },
  ];
}
