import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useAddress } from "../lists/use-address.ts";
import { Bars } from "./Bars.tsx";
import { DayBar } from "./DayBar.tsx";
import { DayTables } from "./DayTables.tsx";
import type { DayReportData } from "./day.ts";
import "./report.css";

const names = ["businessUnitId", "on", "expiringWithinDays"] as const;

/** What happened on a day, and what waits: totals first, then comparisons, then the lists. */
export function DayReport() {
  const { t } = useTranslation();
  const address = useAddress(names);
  const report = useQuery({
    queryKey: ["reports", "day", address.query],
    queryFn: ({ signal }) =>
      request<DayReportData>("/reports/day", { query: address.query, signal }),
    placeholderData: (last) => last,
  });
  const data = report.data;
  return (
    <>
      <DayBar address={address} shownOn={data?.on} />
      <ProblemNotice error={report.error} onRetry={() => void report.refetch()} />
      {data === undefined && report.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {data !== undefined && (
        <div aria-busy={report.isPlaceholderData}>
          <Totals data={data} />
          <div className="report-comparisons">
            <Bars
              title={t("report.registrationsBySeller")}
              tallies={data.registrationsBySalesperson}
              nameless={t("report.noSeller")}
            />
            <Bars
              title={t("report.cancellationsByReason")}
              tallies={data.cancellationsByReason}
              nameless={t("report.noReason")}
            />
            <Bars
              title={t("report.cancellationsBySeller")}
              tallies={data.cancellationsBySalesperson}
              nameless={t("report.noSeller")}
            />
          </div>
          <DayTables data={data} />
        </div>
      )}
    </>
  );
}

function Totals({ data }: { readonly data: DayReportData }) {
  const { t } = useTranslation();
  const totals = [
    ["registrations", data.totalRegistrations],
    ["cancellations", data.totalCancellations],
    ["waiting", data.totalWaitingInstallations],
    ["expiring", data.totalExpiringContracts],
  ] as const;
  return (
    <dl className="report-totals">
      {totals.map(([key, count]) => (
        <div key={key} className={`panel report-total report-total-${key}`}>
          <dt>{t(`report.${key}`)}</dt>
          <dd className="number">{count}</dd>
        </div>
      ))}
    </dl>
  );
}
