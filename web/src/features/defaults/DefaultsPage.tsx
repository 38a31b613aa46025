import { useQuery } from "@tanstack/react-query";
import { Select, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { type Page, request } from "../../api/client.ts";
import type { Notice } from "../../api/default-ladder.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useUnits } from "../settings/use-units.tsx";
import { DayList } from "./DayList.tsx";
import { NoticeTable } from "./NoticeTable.tsx";
import { OpenInvoices } from "./OpenInvoices.tsx";
import "./defaults.css";

/** Inadimplência: the list of the day, what is due and what is late, and the letters. */
export function DefaultsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { section = "day" } = useParams();
  const { units, first } = useUnits();
  const [chosen, setChosen] = useState<string | undefined>();
  const unitId = chosen ?? first ?? "";
  const items = [
    { key: "day", label: t("defaults.dayList"), children: <DayList unitId={unitId} /> },
    { key: "late", label: t("defaults.late"), children: <OpenInvoices unitId={unitId} isLate /> },
    { key: "due", label: t("defaults.due"), children: <OpenInvoices unitId={unitId} /> },
    { key: "notices", label: t("notice.list"), children: <Letters unitId={unitId} /> },
  ];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("defaults.title")}</h1>
        <Select
          aria-label={t("app.unit")}
          className="defaults-unit"
          value={unitId === "" ? null : unitId}
          onChange={(id: string | null) => setChosen(id ?? undefined)}
          showSearch={{ optionFilterProp: "label" }}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <span className="grow" />
        <Link to="/billing">{t("billing.closings")}</Link>
      </div>
      <Tabs
        activeKey={section}
        onChange={(key) => void navigate(`/billing/defaults/${key}`)}
        destroyOnHidden
        items={items}
      />
    </div>
  );
}

function Letters({ unitId }: { readonly unitId: string }) {
  const notices = useQuery({
    queryKey: ["notices", "list", unitId],
    queryFn: ({ signal }) =>
      request<Page<Notice>>("/notices", { query: { businessUnitId: unitId, limit: 200 }, signal }),
    enabled: unitId !== "",
  });
  return (
    <>
      <ProblemNotice error={notices.error} onRetry={() => void notices.refetch()} />
      <div className="panel">
        <NoticeTable notices={notices.data?.items ?? []} isNamed />
      </div>
    </>
  );
}
