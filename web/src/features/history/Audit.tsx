import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input, Table, type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { useOperators } from "../staff/use-operators.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { CivilDateInput } from "../../ui/CivilDateInput.tsx";
import { isDay } from "../../ui/dates.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { type Filter, FilterBar } from "../lists/FilterBar.tsx";
import { type Address, useAddress } from "../lists/use-address.ts";
import { Asked } from "./Asked.tsx";
import { auditQuery } from "./audit-query.ts";
import { Integrity } from "./Integrity.tsx";
import { outcomeOf, paired, type TrailEntry, type TrailPage } from "./trail.ts";
import { useSentence } from "./use-sentence.ts";
import "./history.css";

const names = ["operatorId", "path", "from", "to"] as const;

/** Everything that operators asked for, of all units, and the proof that nothing was taken out (S35). */
export function Audit() {
  const { t } = useTranslation();
  const address = useAddress(names);
  const trail = useAudit(address);
  return (
    <>
      <Filters address={address} />
      <ProblemNotice error={trail.error} onRetry={() => void trail.refetch()} />
      <div className="panel">
        <Table<TrailEntry>
          rowKey="id"
          size="small"
          columns={useColumns()}
          dataSource={paired(trail.data?.pages.flatMap(({ items }) => [...items]) ?? [])}
          loading={trail.isPending || trail.isPlaceholderData}
          pagination={false}
          scroll={{ x: 900 }}
          expandable={{
            expandedRowRender: ({ asked }) => <Asked asked={asked} isOpen />,
            rowExpandable: ({ asked }) => asked !== null,
          }}
          locale={{ emptyText: <EmptyState title={t("lists.none")} hint={t("lists.noneHint")} /> }}
        />
      </div>
      {trail.hasNextPage && (
        <Button
          type="link"
          block
          loading={trail.isFetchingNextPage}
          onClick={() => void trail.fetchNextPage()}
        >
          {t("list.more")}
        </Button>
      )}
    </>
  );
}

function Filters({ address }: { readonly address: Address }) {
  const { t } = useTranslation();
  const operators = useOperatorFilter();
  const days = ["from", "to"] as const;
  return (
    <FilterBar address={address} filters={operators} acts={<Integrity />}>
      <label className="lists-filter">
        <span>{t("audit.path")}</span>
        <Input.Search
          key={address.value("path")}
          defaultValue={address.value("path")}
          onSearch={(path) => address.set("path", path.trim())}
        />
      </label>
      {days.map((name) => (
        <div key={name} className="lists-filter">
          <span aria-hidden="true">{t(`audit.${name}`)}</span>
          <CivilDateInput
            aria-label={t(`audit.${name}`)}
            value={address.value(name) || undefined}
            onChange={(day) => {
              if (day === undefined || isDay(day)) address.set(name, day ?? "");
            }}
          />
        </div>
      ))}
    </FilterBar>
  );
}

/** By operator, for who may know them. */
function useOperatorFilter(): readonly Filter[] {
  const { t } = useTranslation();
  const operators = useOperators();
  if (operators.data === undefined) return [];
  const options = operators.data.items.map(({ id, name }) => ({ value: id, label: name }));
  return [{ name: "operatorId", label: t("audit.operator"), options }];
}

function useAudit({ value }: Address) {
  const query = auditQuery(Object.fromEntries(names.map((name) => [name, value(name)])));
  return useInfiniteQuery({
    queryKey: ["audit", query],
    queryFn: ({ pageParam, signal }) =>
      request<TrailPage>("/audit", { query: { ...query, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (last) => last,
  });
}

function useColumns(): TableColumnsType<TrailEntry> {
  const { t } = useTranslation();
  const sentence = useSentence();
  return [
    {
      key: "at",
      title: t("audit.at"),
      width: 140,
      render: (_, { at }) => <Instant at={at} />,
    },
    { key: "who", title: t("audit.operator"), dataIndex: "operatorName", width: 150 },
    {
      key: "what",
      title: t("audit.what"),
      render: (_, entry) => {
        const { what, outcome } = sentence(entry);
        const path = `${entry.method} ${entry.path.replace(/^\/api\/v1/, "")}`;
        return (
          <span title={path}>
            {what}
            {outcome !== "" && <span className="history-failed"> · {outcome}</span>}
          </span>
        );
      },
    },
    {
      key: "status",
      title: t("audit.status"),
      width: 90,
      render: (_, { status }) => {
        const colour = { done: "success", failed: "error", pending: "warning" }[outcomeOf(status)];
        return <Tag color={colour}>{status === 0 ? "–" : status}</Tag>;
      },
    },
    { key: "from", title: t("audit.address"), dataIndex: "remoteAddress", width: 140 },
  ];
}
