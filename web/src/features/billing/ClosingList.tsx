import { isMissing } from "../../api/missing.ts";
import { useQuery } from "@tanstack/react-query";
import { Alert, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Closing } from "../../api/billing.ts";
import type { BusinessUnit } from "../../api/catalogue.ts";
import { type Page, request } from "../../api/client.ts";
import { useList } from "../../api/lists.ts";
import { usePreferences } from "../../app/preferences.ts";
import { useMay } from "../../app/session.tsx";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Money } from "../../ui/Money.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { DueClosings } from "./DueClosings.tsx";
import { NewClosing } from "./NewClosing.tsx";
import { ClosingStateTag } from "./ClosingStateTag.tsx";
import "./billing.css";

/** Cobrança: the closings of the units, and the start of a new one (C71). */
export function ClosingList() {
  const { t } = useTranslation();
  const mayClose = useMay("billing.close");
  const units = useList<BusinessUnit>("business-units").data;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("billing.closings")}</h1>
        <span className="grow" />
        <Link to="/billing/defaults">{t("defaults.title")}</Link>
      </div>
      {mayClose && units !== undefined && <NewClosing units={units} />}
      <DueClosings units={units ?? []} />
      <Closings units={units ?? []} />
    </div>
  );
}

function Closings({ units }: { readonly units: readonly BusinessUnit[] }) {
  const { t } = useTranslation();
  const { businessUnitId } = usePreferences();
  const closings = useQuery({
    queryKey: ["closings", "list", businessUnitId],
    queryFn: ({ signal }) =>
      request<Page<Closing>>("/closings", { query: { businessUnitId, limit: 100 }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isAtWork) === true ? 1_500 : false),
  });
  const columns = useColumns(units);
  return (
    <>
      <ProblemNotice error={closings.error} onRetry={() => void closings.refetch()} />
      <div className="panel">
        <Table<Closing>
          rowKey="id"
          size="small"
          columns={columns}
          loading={closings.isPending}
          dataSource={[...(closings.data?.items ?? [])]}
          pagination={{ pageSize: 25, hideOnSinglePage: true }}
          locale={{
            emptyText: (
              <EmptyState title={t("billing.noClosings")} hint={t("billing.noClosingsHint")} />
            ),
          }}
        />
      </div>
      {!isMissing(closings.data?.nextCursor) && <Alert type="info" title={t("list.truncated")} />}
    </>
  );
}

/** True while a closing is computed or written. */
export function isAtWork({ state }: Closing): boolean {
  return state === "proposing" || state === "committing" || state === "reversing";
}

function useColumns(units: readonly BusinessUnit[]): TableColumnsType<Closing> {
  const { t } = useTranslation();
  return [
    {
      title: t("billing.closingOn"),
      key: "on",
      width: 170,
      render: (_, { id, on }) => (
        <Link to={`/billing/closings/${id}`}>
          <CivilDate on={on} />
        </Link>
      ),
    },
    {
      title: t("app.unit"),
      dataIndex: "businessUnitId",
      render: (id: string) => units.find((unit) => unit.id === id)?.name,
    },
    {
      title: t("billing.state"),
      key: "state",
      render: (_, { state }) => <ClosingStateTag state={state} />,
    },
    {
      title: t("billing.subscriptions"),
      key: "subscriptions",
      align: "right",
      render: (_, { totals }) => totals?.subscriptions,
    },
    {
      title: t("billing.parked"),
      key: "parked",
      align: "right",
      render: (_, { parked }) => parked?.length ?? 0,
    },
    {
      title: t("billing.total"),
      key: "total",
      align: "right",
      render: (_, { totals }) => <Money cents={totals?.amountCents} />,
    },
  ];
}
