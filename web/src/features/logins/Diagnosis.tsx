import { Alert, Modal, Table } from "antd";
import { useTranslation } from "react-i18next";
import { type Diagnosis as Diagnosed, useDiagnosis } from "../../api/diagnosis.ts";
import { useList } from "../../api/lists.ts";
import type { RoutingPoint } from "../../api/network.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { type Fact, Facts } from "../../ui/Facts.tsx";
import { formatMac } from "../../ui/mac.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { BindLastMac, type Binding, BoundMacs, useBinding } from "./BoundMacs.tsx";
import "./logins.css";

type Props = {
  readonly loginId: string;
  readonly name: string;
  readonly onClose: () => void;
};

/** Why a login does not connect: first the answer, below it what the answer was seen by. */
export function Diagnosis({ loginId, name, onClose }: Props) {
  const { t } = useTranslation();
  const diagnosis = useDiagnosis(loginId);
  return (
    <Modal open width={680} title={t("diagnosis.title", { name })} footer={null} onCancel={onClose}>
      <ProblemNotice error={diagnosis.error} onRetry={() => void diagnosis.refetch()} />
      {diagnosis.data !== undefined && <Seen loginId={loginId} seen={diagnosis.data} />}
    </Modal>
  );
}

function Seen({ loginId, seen }: { readonly loginId: string; readonly seen: Diagnosed }) {
  const { t } = useTranslation();
  const binding = useBinding(loginId);
  const facts = useFacts(seen, binding);
  return (
    <div aria-live="polite">
      {seen.findings.length === 0 && (
        <Alert type="info" showIcon className="notice" title={t("diagnosis.nothing")} />
      )}
      {seen.findings.map((finding) => (
        <Alert
          key={finding}
          type={finding === "online" ? "success" : "warning"}
          showIcon
          className="notice"
          title={t(`diagnosis.finding.${finding}.title`)}
          description={t(`diagnosis.finding.${finding}.hint`)}
        />
      ))}
      <ProblemNotice error={binding.bind.error ?? binding.unbind.error} />
      <Facts facts={facts} dense />
      <h3>{t("diagnosis.rejects")}</h3>
      <Rejects rejects={seen.rejects} />
    </div>
  );
}

function useFacts(seen: Diagnosed, binding: Binding): Fact[] {
  const { t } = useTranslation();
  const points = useList<RoutingPoint>("routing-points").data;
  const pointOf = (id: string) =>
    points?.find((point) => point.id === id)?.name ?? t("network.everyRoutingPoint");
  const matches = (isSame: boolean) => t(isSame ? "diagnosis.matches" : "diagnosis.differs");
  const { openSessions, simultaneousUse, lastNasName, clockAheadSeconds } = seen;
  const limit = simultaneousUse === 0 ? t("diagnosis.noLimit") : String(simultaneousUse);
  const clock = seen.clockSkewed
    ? t(clockAheadSeconds < 0 ? "diagnosis.clockBehind" : "diagnosis.clockAhead", {
        seconds: Math.abs(clockAheadSeconds),
      })
    : t("diagnosis.clockRight");
  const nas =
    lastNasName === ""
      ? ""
      : `${lastNasName} (${pointOf(seen.lastNasRoutingPointId)}): ${matches(seen.nasMatches)}`;
  return [
    { label: t("login.plan"), value: seen.planName },
    { label: t("diagnosis.service"), value: t(`service.${seen.service}`) },
    { label: t("session.routingPoint"), value: pointOf(seen.routingPointId) },
    { label: t("diagnosis.lastNas"), value: nas },
    {
      label: t("diagnosis.boundMacs"),
      value: <BoundMacs macs={seen.boundMacs} binding={binding} />,
    },
    {
      label: t("diagnosis.lastMac"),
      value: seen.lastMac !== "" && (
        <span className="mac-tags">
          <span>
            <span className="code">{formatMac(seen.lastMac)}</span>: {matches(seen.macMatches)}
          </span>
          <BindLastMac mac={seen.lastMac} bound={seen.boundMacs} binding={binding} />
        </span>
      ),
    },
    {
      label: t("diagnosis.sessions"),
      value: t("diagnosis.sessionsOf", { open: openSessions.length, limit }),
    },
    { label: t("diagnosis.clock"), value: lastNasName === "" ? "" : clock },
  ];
}

function Rejects({ rejects }: { readonly rejects: Diagnosed["rejects"] }) {
  const { t } = useTranslation();
  if (rejects.length === 0) return <p className="soft">{t("diagnosis.noRejects")}</p>;
  return (
    <Table<Diagnosed["rejects"][number]>
      rowKey="reason"
      size="small"
      pagination={false}
      dataSource={[...rejects]}
      columns={[
        {
          title: t("diagnosis.lastAt"),
          dataIndex: "lastAt",
          width: 150,
          render: (at: string) => <Instant at={at} />,
        },
        {
          title: t("diagnosis.reason"),
          dataIndex: "reason",
          render: (reason: string) => t(`diagnosis.reject.${reason}`),
        },
        { title: t("session.mac"), dataIndex: "mac", className: "code", width: 170 },
        { title: t("diagnosis.count"), dataIndex: "count", align: "right", width: 80 },
      ]}
    />
  );
}
