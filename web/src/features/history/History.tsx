import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import type { Operation } from "../../api/operations.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { Timeline, type TimelineEntry } from "../../ui/Timeline.tsx";
import { Asked } from "./Asked.tsx";
import { type Happened, inOrder, outcomeOf, type TrailEntry, type TrailPage } from "./trail.ts";
import { useSentence } from "./use-sentence.ts";
import "./history.css";

type Props = { readonly of: "customers" | "subscriptions"; readonly id: string };

/** Who did what when, newest first, in sentences; also what nobody asked for. */
export function History({ of, id }: Props) {
  const { t } = useTranslation();
  const trail = useTrail(of, id);
  const happened = inOrder(trail.data?.pages ?? []);
  return (
    <>
      <ProblemNotice error={trail.error} onRetry={() => void trail.refetch()} />
      {trail.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
      {trail.isSuccess && happened.length === 0 && (
        <EmptyState title={t("history.none")} hint={t("history.noneHint")} />
      )}
      <Timeline entries={happened.map(entryOf)} />
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

function useTrail(of: Props["of"], id: string) {
  return useInfiniteQuery({
    queryKey: [of, id, "history"],
    queryFn: ({ pageParam, signal }) =>
      request<TrailPage>(`/${of}/${id}/history`, {
        query: { limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

function entryOf(happened: Happened): TimelineEntry {
  if (happened.kind === "operation") {
    const { operation } = happened;
    return {
      key: operation.id,
      mark: operation.state,
      title: <OperationTitle operation={operation} />,
    };
  }
  const { entry } = happened;
  return {
    key: entry.id,
    mark: outcomeOf(entry.status),
    title: <RequestTitle entry={entry} />,
    body: <Asked asked={entry.asked} />,
  };
}

function RequestTitle({ entry }: { readonly entry: TrailEntry }) {
  const sentence = useSentence();
  const { what, outcome } = sentence(entry);
  return (
    <div>
      <strong>{entry.operatorName}</strong> {what}
      {outcome !== "" && <span className="history-failed"> · {outcome}</span>}
      <span className="soft">
        {" · "}
        <Instant at={entry.at} />
      </span>
    </div>
  );
}

function OperationTitle({ operation }: { readonly operation: Operation }) {
  const { t } = useTranslation();
  const { kind, state, requestedAt } = operation;
  return (
    <div>
      <strong>{t("history.system")}</strong> {t(`operation.kind.${kind}`, kind)}:{" "}
      {t(`operation.state.${state}`, state)}
      <span className="soft">
        {" · "}
        <Instant at={requestedAt} />
      </span>
    </div>
  );
}
