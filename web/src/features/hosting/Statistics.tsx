import { Alert, Segmented, Skeleton, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Domain, type SiteStatistics, useStatistics } from "../../api/hosting.ts";
import { useUnitToday } from "../../api/unit-day.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatOctets } from "../../ui/octets.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { DayChart } from "./DayChart.tsx";
import { everyDay, lastKnown } from "./day-series.ts";
import type { DetailProps } from "./HostingDetail.tsx";
import { DiskUse } from "./DiskUse.tsx";

const spans = [7, 30, 90] as const;

/** Estatísticas: who came, what they looked at, the traffic of it, and the disk (C94). */
export function Statistics(props: DetailProps & { readonly domain: Domain }) {
  const { domain, subscription } = props;
  const { t } = useTranslation();
  const [span, setSpan] = useState<number>(30);
  const today = useUnitToday(subscription.businessUnitId);
  const statistics = useStatistics(domain.id, span);
  const { data } = statistics;
  return (
    <>
      <div className="hosting-table-head">
        <h3>{t("hosting.tab.statistics")}</h3>
        <Segmented
          size="small"
          value={span}
          onChange={setSpan}
          aria-label={t("hosting.span")}
          options={spans.map((days) => ({
            value: days,
            label: t("hosting.lastDays", { count: days }),
          }))}
        />
      </div>
      <ProblemNotice error={statistics.error} onRetry={() => void statistics.refetch()} />
      {data === undefined && statistics.isPending && <Skeleton active />}
      {data?.enabled === false && (
        <Alert className="form-note" type="info" showIcon title={t("hosting.noStatistics")} />
      )}
      {data !== undefined && <Figures data={data} today={today} span={span} />}
      <DiskUse {...props} />
    </>
  );
}

type FiguresProps = {
  readonly data: SiteStatistics;
  readonly today: string;
  readonly span: number;
};

function Figures({ data, today, span }: FiguresProps) {
  const { t, i18n } = useTranslation();
  const { totals, pages } = data;
  const days = everyDay(data.days, today, span);
  const number = new Intl.NumberFormat(i18n.language);
  const octets = (value: number) => formatOctets(value, i18n.language);
  return (
    <>
      <DayChart
        title={t("hosting.visits")}
        days={days.map(({ day, visits }) => ({ day, value: visits }))}
        total={t("hosting.visitsTotal", {
          count: totals.visits,
          visits: number.format(totals.visits),
          requests: number.format(totals.requests),
        })}
        write={(value) => number.format(value)}
      />
      <DayChart
        title={t("hosting.traffic")}
        days={days.map(({ day, bytes }) => ({ day, value: bytes }))}
        total={octets(totals.bytes)}
        write={octets}
      />
      <DayChart
        title={t("hosting.files")}
        days={lastKnown(data.disk, today, span)}
        total={octets(data.disk.at(-1)?.bytes ?? 0)}
        write={octets}
      />
      <h3 className="hosting-heading">{t("hosting.pages")}</h3>
      <Table<SiteStatistics["pages"][number]>
        rowKey="path"
        size="small"
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        dataSource={[...pages]}
        locale={{
          emptyText: <EmptyState title={t("hosting.noVisits")} hint={t("hosting.noVisitsHint")} />,
        }}
        columns={[
          {
            title: t("hosting.page"),
            ellipsis: true,
            render: (_, { path }) => <span className="code">{path}</span>,
          },
          {
            title: t("hosting.visits"),
            align: "right",
            width: 90,
            render: (_, { visits }) => <span className="number">{number.format(visits)}</span>,
          },
          {
            title: t("hosting.requests"),
            align: "right",
            width: 90,
            render: (_, { requests }) => <span className="number">{number.format(requests)}</span>,
          },
          {
            title: t("hosting.traffic"),
            align: "right",
            width: 90,
            render: (_, { bytes }) => <span className="number">{octets(bytes)}</span>,
          },
        ]}
      />
    </>
  );
}
