import { Button, Drawer, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { isMissing } from "../../api/missing.ts";
import { type MarkedSession, type PointHealth, useMarkedSessions } from "../../api/noc.ts";
import { useMay } from "../../app/session.tsx";
import { Instant } from "../../ui/CivilDate.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { DisconnectPoint } from "./DisconnectPoint.tsx";
import { History } from "./PointOnline.tsx";

type Props = { readonly point: PointHealth; readonly onClose: () => void };

/** Who is connected at a routing point, the odd ones first, and the way to disconnect them all (C88). */
export function PointSessions({ point, onClose }: Props) {
  const { routingPointId: id, name, online } = point;
  const { t } = useTranslation();
  const [isDisconnecting, setDisconnecting] = useState(false);
  const may = useMay("sessions.disconnect");
  const sessions = useMarkedSessions(id);
  const { items = [], total = 0 } = sessions.data ?? {};
  return (
    <Drawer
      open
      size={860}
      title={t("noc.sessions", { name })}
      onClose={onClose}
      extra={
        <Button danger disabled={!may || total === 0} onClick={() => setDisconnecting(true)}>
          {t("noc.disconnect")}
        </Button>
      }
    >
      <ProblemNotice error={sessions.error} onRetry={() => void sessions.refetch()} />
      <History routingPointId={id} of={name} now={online} height={150} />
      <p className="soft">
        {t("noc.total", { count: total })}
        {total > items.length && `, ${t("noc.shown", { count: items.length })}`}
      </p>
      <SessionTable items={items} isLoading={sessions.isPending} />
      {isDisconnecting && (
        <DisconnectPoint point={{ id, name }} onClose={() => setDisconnecting(false)} />
      )}
    </Drawer>
  );
}

function SessionTable({
  items,
  isLoading,
}: {
  readonly items: readonly MarkedSession[];
  readonly isLoading: boolean;
}) {
  const { t } = useTranslation();
  const code = (text: string | null | undefined) => <span className="code">{text}</span>;
  return (
    <Table<MarkedSession>
      rowKey="sessionId"
      size="small"
      loading={isLoading}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...items]}
      columns={[
        {
          title: t("session.login"),
          key: "login",
          render: (_, { username, customerId }) =>
            isMissing(customerId) || customerId === "" ? (
              username
            ) : (
              <Link to={`/customers/${customerId}`}>{username}</Link>
            ),
        },
        { title: t("session.address"), dataIndex: "address", width: 140, render: code },
        { title: t("session.mac"), dataIndex: "mac", width: 160, render: code },
        {
          title: t("session.startedAt"),
          dataIndex: "startedAt",
          width: 150,
          render: (at: string) => <Instant at={at} />,
        },
        {
          title: t("noc.marks"),
          dataIndex: "marks",
          render: (marks: readonly string[]) =>
            marks.map((mark) => (
              <Tag key={mark} color="warning">
                {t(`noc.mark.${mark}`)}
              </Tag>
            )),
        },
      ]}
    />
  );
}
