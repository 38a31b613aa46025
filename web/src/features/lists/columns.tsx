import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { BusinessUnit, DueDay, Named } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import type { RoutingPoint } from "../../api/network.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { Money } from "../../ui/Money.tsx";
import { useStatusNames } from "./filters.ts";
import { pathOfLine, type SubscriptionLine } from "./lines.ts";

/** The columns of a subscription, wherever it is listed. */
export function useSubscriptionColumns(): TableColumnsType<SubscriptionLine> {
  const { t } = useTranslation();
  const statusName = useStatusNames();
  const names = useEntryNames();
  return [
    {
      key: "number",
      title: t("lists.number"),
      width: 96,
      render: (_, line) => (
        <Link to={pathOfLine(line)} className="number">
          {line.number}
        </Link>
      ),
    },
    { key: "customer", title: t("customers.name"), dataIndex: "customerName", width: 230 },
    { key: "plan", title: t("plans.plan"), dataIndex: "planName", width: 170 },
    {
      key: "status",
      title: t("plans.status"),
      width: 170,
      render: (_, { status }) => statusName(status),
    },
    { key: "login", title: t("session.login"), dataIndex: "login", width: 170 },
    {
      key: "start-on",
      title: t("plans.startOn"),
      width: 116,
      render: (_, { startOn }) => <CivilDate on={startOn} />,
    },
    {
      key: "payable",
      title: t("plans.payable"),
      width: 126,
      align: "right",
      render: (_, { payableCents }) => <Money cents={payableCents} />,
    },
    {
      key: "due-day",
      title: t("lists.dueDay"),
      width: 80,
      align: "right",
      render: (_, { dueDayId }) => names.dueDay(dueDayId),
    },
    {
      key: "routing-point",
      title: t("plans.routingPoint"),
      width: 160,
      render: (_, { routingPointId }) => names.routingPoint(routingPointId),
    },
    {
      key: "salesperson",
      title: t("plans.salesperson"),
      width: 140,
      render: (_, { salespersonId }) => names.salesperson(salespersonId),
    },
    {
      key: "unit",
      title: t("app.unit"),
      width: 120,
      render: (_, { businessUnitId }) => names.unit(businessUnitId),
    },
  ];
}

/** Names behind the ids of a row; empty while they are not known. */
export function useEntryNames() {
  const units = useList<BusinessUnit>("business-units").data;
  const points = useList<RoutingPoint>("routing-points").data;
  const sellers = useList<Named>("salespeople", { archived: true }).data;
  const dueDays = useList<DueDay>("due-days").data;
  return {
    unit: nameIn(units),
    routingPoint: nameIn(points),
    salesperson: nameIn(sellers),
    dueDay: (id: string | null) => dueDays?.find((day) => day.id === id)?.day ?? "",
  };
}

function nameIn(entries: readonly { readonly id: string; readonly name: string }[] | undefined) {
  return (id: string | null) => entries?.find((entry) => entry.id === id)?.name ?? "";
}
