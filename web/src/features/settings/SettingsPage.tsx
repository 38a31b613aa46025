import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { PlanList } from "./PlanList.tsx";
import { SimpleLists } from "./SimpleLists.tsx";
import { TemplateList } from "./TemplateList.tsx";
import { UnitList } from "./UnitList.tsx";
import "./settings.css";

/** Configurações: the panel that the rest is sold from (C5). */
export function SettingsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { section = "plans" } = useParams();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("nav.settings")}</h1>
      </div>
      <Tabs
        activeKey={section}
        onChange={(key) => void navigate(`/settings/${key}`)}
        destroyOnHidden
        items={[
          { key: "plans", label: t("plans.title"), children: <PlanList /> },
          { key: "business-units", label: t("settings.units"), children: <UnitList /> },
          { key: "templates", label: t("settings.templates"), children: <TemplateList /> },
          { key: "lists", label: t("settings.lists"), children: <SimpleLists /> },
        ]}
      />
    </div>
  );
}
