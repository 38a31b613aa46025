import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { type NetworkHealth, useNetworkHealth } from "../../api/noc.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { NocTotals } from "./NocTotals.tsx";
import { PointOnline } from "./PointOnline.tsx";
import { PointSessions } from "./PointSessions.tsx";
import { PointTable } from "./PointTable.tsx";
import { RejectBars } from "./RejectBars.tsx";
import "./noc.css";

const nothing: NetworkHealth = { online: 0, points: [], silent: [], rejects: [] };

/** The home of the NOC: who is online where, against yesterday; silent devices; refusals by reason. */
export function NocHome() {
  const { t } = useTranslation();
  const health = useNetworkHealth();
  const { points, silent, rejects, online } = health.data ?? nothing;
  // In the address: a point that is looked at can be shown to a colleague.
  const [search, setSearch] = useSearchParams();
  const open = (id?: string) => setSearch(id === undefined ? {} : { point: id }, { replace: true });
  const point = points.find(({ routingPointId }) => routingPointId === search.get("point"));
  return (
    <div className="noc">
      <ProblemNotice error={health.error} onRetry={() => void health.refetch()} />
      <NocTotals {...(health.data ?? nothing)} />
      {silent.length > 0 && <Silent silent={silent} />}
      <div className="noc-charts">
        <PointOnline points={points} online={online} />
        <RejectBars rejects={rejects} />
      </div>
      <section className="panel" aria-label={t("noc.points")}>
        <PointTable
          points={points}
          isLoading={health.isPending}
          onOpen={({ routingPointId }) => open(routingPointId)}
        />
      </section>
      {point !== undefined && <PointSessions point={point} onClose={() => open()} />}
    </div>
  );
}

const shown = 6;

/** In one notice, so that a bad night does not push everything else off the screen. */
function Silent({ silent }: { readonly silent: NetworkHealth["silent"] }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="error"
      showIcon
      title={
        <>
          <b>{t("noc.silentCount", { count: silent.length })}</b>
          <ul className="noc-silent">
            {silent.slice(0, shown).map((nas) => (
              <li key={nas.nasId}>
                <b>{nas.name}</b>: {t("noc.silentSince")} <Instant at={nas.since} /> ·{" "}
                {t("noc.openThere", { count: nas.open })}
              </li>
            ))}
            {silent.length > shown && <li>{t("noc.andMore", { count: silent.length - shown })}</li>}
          </ul>
        </>
      }
    />
  );
}
