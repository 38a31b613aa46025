import { isMissing } from "../../api/missing.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Table, type TableColumnsType } from "antd";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Page, request } from "../../api/client.ts";
import { useList } from "../../api/lists.ts";
import type { RoutingPoint, Session } from "../../api/network.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { formatDuration } from "../../ui/dates.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatOctets } from "../../ui/octets.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { StateDot } from "../../ui/StateDot.tsx";
import { useAddress } from "../lists/use-address.ts";

type Scope = "open" | "all";

/** Connections as the devices reported them; the open ones first. */
export function SessionList() {
  const { t } = useTranslation();
  // In the address, so that what was looked for is there again after a look at the customer.
  const address = useAddress(["q", "scope"]);
  const text = address.value("q");
  const scope: Scope = address.value("scope") === "all" ? "all" : "open";
  const sessions = useSessions(useDeferredValue(text.trim()), scope);
  const columns = useColumns();
  const rows = sessions.data?.pages.flatMap(({ items }) => [...items]) ?? [];
  return (
    <>
      <div className="page-head">
        <Input.Search
          allowClear
          className="page-filter"
          placeholder={t("network.sessionFilter")}
          aria-label={t("network.sessionFilter")}
          defaultValue={text}
          onChange={(event) => address.set("q", event.target.value)}
        />
        <Segmented<Scope>
          value={scope}
          onChange={(at) => address.set("scope", at === "all" ? at : "")}
          options={[
            { value: "open", label: t("network.openSessions") },
            { value: "all", label: t("network.allSessions") },
          ]}
        />
      </div>
      <ProblemNotice error={sessions.error} onRetry={() => void sessions.refetch()} />
      <div className="panel">
        <Table<Session>
          rowKey="sessionId"
          size="small"
          columns={columns}
          dataSource={
            scope === "open" ? rows.filter(({ stoppedAt }) => isMissing(stoppedAt)) : rows
          }
          loading={sessions.isPending}
          pagination={false}
          scroll={{ x: 1000 }}
          locale={{
            emptyText: (
              <EmptyState
                title={t(text.trim() === "" ? "network.noSessions" : "network.noSuchSession")}
                hint={t(
                  text.trim() === "" ? "network.noSessionsHint" : "network.noSuchSessionHint",
                )}
              />
            ),
          }}
        />
      </div>
      {sessions.hasNextPage && (
        <Button
          type="link"
          block
          loading={sessions.isFetchingNextPage}
          onClick={() => void sessions.fetchNextPage()}
        >
          {t("list.more")}
        </Button>
      )}
    </>
  );
}

function useSessions(text: string, scope: Scope) {
  const looksLikeAddress = /^[0-9a-f]*[.:][0-9a-f.:]+$/i.test(text);
  const filter = text === "" ? {} : looksLikeAddress ? { ip: text } : { login: text };
  const openOnly = scope === "open" ? { open: true } : {};
  return useInfiniteQuery({
    queryKey: ["sessions", text, scope],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Session>>("/sessions", {
        query: { ...filter, ...openOnly, limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (last) => last,
  });
}

function useColumns(): TableColumnsType<Session> {
  const { t, i18n } = useTranslation();
  const points = useList<RoutingPoint>("routing-points").data;
  const octets = (count: number | undefined) => (
    <span className="number">{formatOctets(count ?? 0, i18n.language)}</span>
  );
  const code = (text: string | null | undefined) => <span className="code">{text}</span>;
  return [
    {
      title: t("session.login"),
      key: "username",
      render: (_, { username, customerId, stoppedAt }) => (
        <span className="actions">
          <StateDot state={isMissing(stoppedAt) ? "online" : "offline"} />
          {isMissing(customerId) || customerId === "" ? (
            username
          ) : (
            <Link to={`/customers/${customerId}`}>{username}</Link>
          )}
        </span>
      ),
    },
    { title: t("session.address"), dataIndex: "address", width: 140, render: code },
    { title: t("session.mac"), dataIndex: "mac", width: 160, render: code },
    {
      title: t("session.routingPoint"),
      dataIndex: "routingPointId",
      render: (id: string | null) => points?.find((point) => point.id === id)?.name ?? "–",
    },
    {
      title: t("session.startedAt"),
      dataIndex: "startedAt",
      width: 140,
      render: (at: string) => <Instant at={at} />,
    },
    {
      title: t("session.duration"),
      dataIndex: "sessionSeconds",
      align: "right",
      width: 110,
      render: (seconds: number | undefined) => (
        <span className="number">{formatDuration(seconds ?? 0)}</span>
      ),
    },
    {
      title: t("session.download"),
      dataIndex: "outputOctets",
      align: "right",
      width: 100,
      render: octets,
    },
    {
      title: t("session.upload"),
      dataIndex: "inputOctets",
      align: "right",
      width: 100,
      render: octets,
    },
  ];
}
