import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useMay } from "../../app/session.tsx";
import { CustomerLines } from "../lists/CustomerLines.tsx";
import { LoginLines } from "../lists/LoginLines.tsx";
import { SubscriptionLines } from "../lists/SubscriptionLines.tsx";
import { AgingReport } from "./AgingReport.tsx";
import { CashReport } from "./CashReport.tsx";
import { DayReport } from "./DayReport.tsx";
import { DriftLines } from "./DriftLines.tsx";
import { OperationLines } from "./OperationLines.tsx";
import { RevenueReport } from "./RevenueReport.tsx";

// What a list is opened for, where that is not all of it.
const filters: Readonly<Record<string, string>> = { operations: "?state=scheduled" };

/** Relatórios: a day's business, and the lists of everything. */
export function ReportsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayReport = useMay("reports.read");
  const mayList = useMay("customers.read");
  const ofDay = [
    { key: "day", label: t("report.day"), children: <DayReport /> },
    { key: "cash", label: t("cash.title"), children: <CashReport /> },
    { key: "aging", label: t("aging.title"), children: <AgingReport /> },
    { key: "revenue", label: t("revenue.title"), children: <RevenueReport /> },
  ];
  const lists = [
    { key: "subscriptions", label: t("lists.subscriptions"), children: <SubscriptionLines /> },
    { key: "logins", label: t("lists.logins"), children: <LoginLines /> },
    { key: "customers", label: t("lists.customers"), children: <CustomerLines /> },
    { key: "operations", label: t("report.operations"), children: <OperationLines /> },
    { key: "drift", label: t("report.drift"), children: <DriftLines /> },
  ];
  const items = [...(mayReport ? ofDay : []), ...(mayList ? lists : [])];
  const { section = items[0]?.key ?? "" } = useParams();
  return (
    <div className="page page-wide">
      <div className="page-head">
        <h1>{t("nav.reports")}</h1>
      </div>
      <Tabs
        activeKey={section}
        onChange={(key) => void navigate(`/reports/${key}${filters[key] ?? ""}`)}
        destroyOnHidden
        items={items}
      />
    </div>
  );
}
