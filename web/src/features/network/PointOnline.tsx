import { Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type PointHealth, useOnlineHistory } from "../../api/noc.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { OnlineChart } from "./OnlineChart.tsx";

/** The chart of the whole network, or of one routing point that is chosen above it. */
export function PointOnline({
  points,
  online,
}: {
  readonly points: readonly PointHealth[];
  readonly online: number;
}) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState("");
  const point = points.find(({ routingPointId }) => routingPointId === chosen);
  const everywhere = { value: "", label: t("noc.everywhere") };
  return (
    <section className="panel noc-panel" aria-label={t("noc.chart")}>
      <div className="noc-panel-head">
        <h2>{t("noc.chart")}</h2>
        <Select
          aria-label={t("noc.point")}
          value={chosen}
          onChange={setChosen}
          showSearch={{ optionFilterProp: "label" }}
          popupMatchSelectWidth={false}
          className="noc-point"
          options={[
            everywhere,
            ...points.map((point) => ({ value: point.routingPointId, label: point.name })),
          ]}
        />
      </div>
      <History
        routingPointId={chosen}
        of={point?.name ?? everywhere.label}
        now={point?.online ?? online}
      />
    </section>
  );
}

type Props = {
  readonly routingPointId: string;
  readonly of: string;
  /** As it is at this moment, between two samples. */
  readonly now: number;
  readonly height?: number;
};

/** Keeps its height while it is read. */
export function History({ routingPointId, of, now, height = 280 }: Props) {
  const { t } = useTranslation();
  const history = useOnlineHistory(routingPointId);
  const { data, error } = history;
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void history.refetch()} />;
  if (data === undefined) return <Skeleton.Node active style={{ width: "100%", height }} />;
  if (data.length === 0) return <p className="soft">{t("noc.noSamples")}</p>;
  const live = { at: new Date().toISOString(), online: now };
  return <OnlineChart samples={[...data, live]} of={of} height={height} />;
}
