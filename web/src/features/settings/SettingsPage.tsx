import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useMay } from "../../app/session.tsx";
import { DefaultPolicySection } from "../defaults/DefaultPolicySection.tsx";
import { Audit } from "../history/Audit.tsx";
import { OperatorList } from "../staff/OperatorList.tsx";
import { RoleList } from "../staff/RoleList.tsx";
import { MailPolicySection } from "./MailPolicy.tsx";
import { PaymentSettingsSection } from "./PaymentSettings.tsx";
import { PlanList } from "./PlanList.tsx";
import { SimpleLists } from "./SimpleLists.tsx";
import { TemplateList } from "./TemplateList.tsx";
import { UnitList } from "./UnitList.tsx";
import "./settings.css";

/** Configurações: the panel that the rest is sold from (C5). */
export function SettingsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const items = useSections();
  const { section = items[0]?.key ?? "" } = useParams();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("nav.settings")}</h1>
      </div>
      <Tabs
        activeKey={section}
        onChange={(key) => void navigate(`/settings/${key}`)}
        destroyOnHidden
        items={items}
      />
    </div>
  );
}

/** The sections that the operator's role opens. */
function useSections() {
  const { t } = useTranslation();
  const mayCatalogue = useMay("catalogue.read");
  const mayStaff = useMay("operators.read");
  const mayAudit = useMay("audit.read");
  const catalogue = [
    { key: "plans", label: t("plans.title"), children: <PlanList /> },
    { key: "business-units", label: t("settings.units"), children: <UnitList /> },
    { key: "payment", label: t("payTo.title"), children: <PaymentSettingsSection /> },
    { key: "defaults", label: t("defaults.title"), children: <DefaultPolicySection /> },
    { key: "mail", label: t("mailPolicy.title"), children: <MailPolicySection /> },
    { key: "templates", label: t("settings.templates"), children: <TemplateList /> },
    { key: "lists", label: t("settings.lists"), children: <SimpleLists /> },
  ];
  const staff = [
    { key: "operators", label: t("staff.operators"), children: <OperatorList /> },
    { key: "roles", label: t("staff.roles"), children: <RoleList /> },
  ];
  const audit = { key: "audit", label: t("audit.title"), children: <Audit /> };
  return [
    ...(mayCatalogue ? catalogue : []),
    ...(mayStaff ? staff : []),
    ...(mayAudit ? [audit] : []),
  ];
}
