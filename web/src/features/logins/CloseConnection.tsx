import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useControlRequests } from "../../api/connections.ts";
import { useList } from "../../api/lists.ts";
import { isMissing } from "../../api/missing.ts";
import type { Connection, RoutingPoint } from "../../api/network.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSaid } from "../../ui/use-said.ts";
import { DisconnectPoint } from "../network/DisconnectPoint.tsx";
import { useConnection } from "../network/use-connection.ts";
import { ControlAnswers } from "./ControlAnswers.tsx";
import { type LoginTask, loginRoots } from "./login-task.ts";

/** Fechar Conexão Atual (C88): since when and where, the two buttons, and the answer as it comes. */
export function CloseConnection({ item, onClose }: LoginTask) {
  const { t } = useTranslation();
  const connection = useConnection(item.id);
  // It outlives the connection that it ends.
  const [point, setPoint] = useState<RoutingPoint>();
  return (
    <Modal open width={560} title={t("connection.title")} footer={null} onCancel={onClose}>
      <ProblemNotice error={connection.error} />
      <ConnectionFacts login={item.name} connection={connection.data ?? null} />
      {connection.data === null && <p>{t("connection.offline")}</p>}
      {!isMissing(connection.data) && (
        <Acts loginId={item.id} connection={connection.data} onPoint={setPoint} />
      )}
      <ControlAnswers loginId={item.id} isOnline={!isMissing(connection.data)} />
      {point !== undefined && <DisconnectPoint point={point} onClose={() => setPoint(undefined)} />}
    </Modal>
  );
}

function usePoint(connection: Connection | null): RoutingPoint | undefined {
  const points = useList<RoutingPoint>("routing-points").data;
  return points?.find(({ id }) => id === connection?.routingPointId);
}

function ConnectionFacts({
  login,
  connection,
}: {
  readonly login: string;
  readonly connection: Connection | null;
}) {
  const { t } = useTranslation();
  const point = usePoint(connection);
  const online =
    connection === null
      ? []
      : [
          { label: t("session.startedAt"), value: <Instant at={connection.startedAt} /> },
          { label: t("session.routingPoint"), value: point?.name },
        ];
  return <Facts facts={[{ label: t("session.login"), value: <b>{login}</b> }, ...online]} />;
}

/** The manual's two buttons: this user, or everybody at his routing point. */
function Acts({
  loginId,
  connection,
  onPoint,
}: {
  readonly loginId: string;
  readonly connection: Connection;
  readonly onPoint: (point: RoutingPoint) => void;
}) {
  const { t } = useTranslation();
  const point = usePoint(connection);
  const requests = useControlRequests(loginId);
  const isWaiting = requests.data?.[0]?.state === "queued";
  const disconnect = useSubmit<undefined, object>({
    path: `/logins/${loginId}/connection`,
    method: "DELETE",
    refresh: loginRoots,
  });
  return (
    <>
      <ProblemNotice error={disconnect.error} />
      <p className="soft">{t("connection.userHint")}</p>
      <Button
        type="primary"
        autoFocus
        loading={disconnect.isPending || isWaiting}
        onClick={() => disconnect.mutate(undefined)}
      >
        {t("connection.user")}
      </Button>
      {point !== undefined && (
        <>
          <p className="soft">{t("connection.pointHint")}</p>
          <Button danger onClick={() => onPoint(point)}>
            {t("connection.point")}
          </Button>
        </>
      )}
      <CloseRecord loginId={loginId} isOffered={isStuck(requests.data?.[0]?.state)} />
    </>
  );
}

const isStuck = (state: string | undefined): boolean => state === "nak" || state === "timeout";

/** The way out when the NAS does not end what is recorded as open. */
function CloseRecord({
  loginId,
  isOffered,
}: {
  readonly loginId: string;
  readonly isOffered: boolean;
}) {
  const { t } = useTranslation();
  const said = useSaid();
  const close = useSubmit<undefined, object>({
    path: `/logins/${loginId}/connection/close-record`,
    refresh: [...loginRoots, "sessions"],
    onDone: () => said(t("connection.recordClosed")),
  });
  if (!isOffered) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="notice"
      title={t("connection.closeRecordHint")}
      action={
        <Button danger loading={close.isPending} onClick={() => close.mutate(undefined)}>
          {t("connection.closeRecord")}
        </Button>
      }
      description={close.error === null ? undefined : <ProblemNotice error={close.error} />}
    />
  );
}
