import { useQuery } from "@tanstack/react-query";
import { Alert, Select, Table, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Page, request } from "../../api/client.ts";
import type { DefaultDay, DefaultEntry } from "../../api/default-ladder.ts";
import { useUnitToday } from "../../api/unit-day.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { formatDay } from "../../ui/dates.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Money } from "../../ui/Money.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { ApproveDay } from "./ApproveDay.tsx";

/** The list of the day, and those of the days before: name, debt, notice date and act. */
export function DayList({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | undefined>();
  const days = useQuery({
    queryKey: ["default-days", "list", unitId],
    queryFn: ({ signal }) =>
      request<Page<DefaultDay>>("/default-days", {
        query: { businessUnitId: unitId, limit: 60 },
        signal,
      }),
    enabled: unitId !== "",
  });
  const items = days.data?.items ?? [];
  const id = items.find((day) => day.id === chosen)?.id ?? items[0]?.id;
  if (days.isSuccess && items.length === 0)
    return (
      <div className="panel">
        <EmptyState title={t("defaults.noDays")} hint={t("defaults.noDaysHint")}>
          <Link to="/settings/defaults">{t("defaults.policy")}</Link>
        </EmptyState>
      </div>
    );
  return (
    <>
      <ProblemNotice error={days.error} onRetry={() => void days.refetch()} />
      <Select
        aria-label={t("defaults.day")}
        className="defaults-day"
        value={id ?? null}
        onChange={(day: string | null) => setChosen(day ?? undefined)}
        options={items.map((day) => ({
          value: day.id,
          label: `${formatDay(day.on)} – ${t(`defaults.dayState.${day.state}`)}`,
        }))}
      />
      {id !== undefined && <Day id={id} key={id} />}
    </>
  );
}

function Day({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const [excluded, setExcluded] = useState<readonly string[]>([]);
  const day = useQuery({
    queryKey: ["default-days", id],
    queryFn: ({ signal }) => request<DefaultDay>(`/default-days/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === "approved" ? 5_000 : false),
  });
  const today = useUnitToday(day.data?.businessUnitId ?? "");
  const columns = useColumns();
  const entries = day.data?.entries ?? [];
  const isOpen = day.data?.state === "open" && day.data.on === today;
  const listed = entries.filter(({ state }) => state === "listed").map((entry) => entry.id);
  return (
    <>
      <ProblemNotice error={day.error} onRetry={() => void day.refetch()} />
      {day.data !== undefined && <DayHead day={day.data} isOpen={isOpen} />}
      {isOpen && (
        <ApproveDay day={day.data} excluded={excluded} count={listed.length - excluded.length} />
      )}
      <div className="panel defaults-list">
        <Table<DefaultEntry>
          rowKey="id"
          size="small"
          columns={columns}
          loading={day.isPending}
          dataSource={[...entries]}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          locale={{ emptyText: <EmptyState title={t("defaults.nothingToday")} /> }}
          {...(isOpen && {
            rowSelection: {
              selectedRowKeys: listed.filter((entry) => !excluded.includes(entry)),
              onChange: (keys) => setExcluded(listed.filter((entry) => !keys.includes(entry))),
              getCheckboxProps: ({ state, customerName }) => ({
                disabled: state !== "listed",
                "aria-label": customerName,
              }),
              getTitleCheckboxProps: () => ({ "aria-label": t("defaults.all") }),
            },
          })}
        />
      </div>
    </>
  );
}

type HeadProps = { readonly day: DefaultDay; readonly isOpen: boolean };

function DayHead({ day: { state, approvedBy, on }, isOpen }: HeadProps) {
  const { t } = useTranslation();
  const words =
    state === "approved"
      ? approvedBy === ""
        ? t("defaults.approvedItself")
        : t("defaults.approvedBy", { by: approvedBy })
      : t(`defaults.dayHint.${isOpen || state !== "open" ? state : "lapsed"}`);
  return (
    <Alert
      className="defaults-head"
      type={isOpen ? "warning" : "info"}
      showIcon
      title={`${formatDay(on)}: ${words}`}
    />
  );
}

const colors: Readonly<Record<DefaultEntry["act"], string>> = {
  notice: "processing",
  suspend: "warning",
  rescind: "error",
};

function useColumns(): TableColumnsType<DefaultEntry> {
  const { t } = useTranslation();
  return [
    {
      title: t("billing.customer"),
      key: "customer",
      render: (_, { customerId, customerName }) => (
        <Link to={`/customers/${customerId}?tab=invoices`}>{customerName}</Link>
      ),
    },
    {
      title: t("defaults.act"),
      dataIndex: "act",
      width: 170,
      render: (act: DefaultEntry["act"]) => (
        <Tag color={colors[act]}>{t(`defaults.acts.${act}`)}</Tag>
      ),
    },
    {
      title: t("defaults.noticedOn"),
      dataIndex: "noticedOn",
      width: 130,
      render: (on: string | null) => <CivilDate on={on} />,
    },
    {
      title: t("defaults.open"),
      dataIndex: "debtCents",
      align: "right",
      width: 140,
      render: (cents: number) => <Money cents={cents} />,
    },
    {
      title: t("defaults.entryState"),
      key: "state",
      width: 220,
      render: (_, { state, problem }) => (
        <>
          {t(`defaults.states.${state}`)}
          {problem !== "" && (
            <div className="soft">{t(`defaults.problem.${problem}`, problem)}</div>
          )}
        </>
      ),
    },
  ];
}
