import { Alert, Button, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isMissing } from "../../api/missing.ts";
import { type NetworkHealth, type PointHealth, useNetworkHealth } from "../../api/noc.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { PointSessions } from "./PointSessions.tsx";
import "./noc.css";

/** The home of the NOC: who is online where, against a day ago; silent devices; refusals by reason. */
export function NocHome() {
  const { t } = useTranslation();
  const health = useNetworkHealth();
  const [point, setPoint] = useState<PointHealth>();
  const points = (health.data?.points ?? []).toSorted((one, other) =>
    one.name.localeCompare(other.name),
  );
  return (
    <div className="noc">
      <ProblemNotice error={health.error} onRetry={() => void health.refetch()} />
      {health.data?.silent.map((nas) => (
        <SilentNas key={nas.nasId} nas={nas} />
      ))}
      <h2>
        {t("noc.title")}: {points.reduce((sum, { online }) => sum + online, 0)}
      </h2>
      <div className="panel">
        <Points points={points} isLoading={health.isPending} onOpen={setPoint} />
      </div>
      <h2>{t("noc.rejects")}</h2>
      <div className="panel">
        <Rejects rejects={health.data?.rejects ?? []} />
      </div>
      {point !== undefined && <PointSessions point={point} onClose={() => setPoint(undefined)} />}
    </div>
  );
}

function SilentNas({ nas }: { readonly nas: NetworkHealth["silent"][number] }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="error"
      showIcon
      className="notice"
      title={`${t("noc.silent")}: ${nas.name}`}
      description={
        <>
          {t("noc.silentSince")} <Instant at={nas.since} /> ·{" "}
          {t("noc.openThere", { count: nas.open })}
        </>
      }
    />
  );
}

type PointsProps = {
  readonly points: readonly PointHealth[];
  readonly isLoading: boolean;
  readonly onOpen: (point: PointHealth) => void;
};

function Points({ points, isLoading, onOpen }: PointsProps) {
  const { t } = useTranslation();
  return (
    <Table<PointHealth>
      rowKey="routingPointId"
      size="small"
      pagination={false}
      loading={isLoading}
      dataSource={[...points]}
      locale={{
        emptyText: <EmptyState title={t("noc.noPoints")} hint={t("noc.noPointsHint")} />,
      }}
      columns={[
        {
          title: t("noc.point"),
          key: "name",
          render: (_, point) => (
            <Button type="link" size="small" onClick={() => onOpen(point)}>
              {point.name}
            </Button>
          ),
        },
        {
          title: t("noc.online"),
          dataIndex: "online",
          align: "right",
          width: 110,
          sorter: (one, other) => one.online - other.online,
        },
        {
          title: t("noc.yesterday"),
          dataIndex: "yesterday",
          align: "right",
          width: 170,
          render: (count: number | null | undefined) => (isMissing(count) ? "–" : count),
        },
        {
          title: t("noc.change"),
          key: "change",
          align: "right",
          width: 120,
          render: (_, point) => changeOf(point),
        },
      ]}
    />
  );
}

/** More is plus, less is minus; colour alone would not tell. */
function changeOf({ online, yesterday }: PointHealth): string {
  if (isMissing(yesterday)) return "–";
  const change = online - yesterday;
  return change > 0 ? `+${change}` : String(change).replace("-", "−");
}

function Rejects({ rejects }: { readonly rejects: NetworkHealth["rejects"] }) {
  const { t } = useTranslation();
  if (rejects.length === 0) return <p className="soft">{t("noc.rejectsNone")}</p>;
  return (
    <Table<NetworkHealth["rejects"][number]>
      rowKey="reason"
      size="small"
      pagination={false}
      dataSource={[...rejects]}
      columns={[
        {
          title: t("diagnosis.reason"),
          dataIndex: "reason",
          render: (reason: string) => t(`diagnosis.reject.${reason}`),
        },
        { title: t("diagnosis.count"), dataIndex: "count", align: "right", width: 120 },
      ]}
    />
  );
}
