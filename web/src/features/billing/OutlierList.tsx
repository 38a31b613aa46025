import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Outlier } from "../../api/billing.ts";
import { type Page, request } from "../../api/client.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Money } from "../../ui/Money.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";

const colors = { new: "green", gone: "red", changed: "gold" } as const;

/** Who is billed otherwise than the month before: worth a look before the closing is committed. */
export function OutlierList({ closingId }: { readonly closingId: string }) {
  const { t } = useTranslation();
  const outliers = useInfiniteQuery({
    queryKey: ["closings", closingId, "outliers"],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Outlier>>(`/closings/${closingId}/outliers`, {
        query: { limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const money = (cents: number) => <Money cents={cents} />;
  return (
    <div className="panel">
      <ProblemNotice error={outliers.error} onRetry={() => void outliers.refetch()} />
      <Table<Outlier>
        rowKey="subscriptionId"
        size="small"
        pagination={false}
        loading={outliers.isPending}
        dataSource={outliers.data?.pages.flatMap(({ items }) => [...items]) ?? []}
        locale={{
          emptyText: (
            <EmptyState title={t("billing.noOutliers")} hint={t("billing.noOutliersHint")} />
          ),
        }}
        columns={[
          {
            title: t("billing.customer"),
            dataIndex: "customerName",
            render: (name: string, { customerId, subscriptionId, subscriptionNumber }) => (
              <Link to={`/customers/${customerId}/subscriptions/${subscriptionId}`}>
                {name} <span className="soft number">{subscriptionNumber}</span>
              </Link>
            ),
          },
          {
            title: t("billing.why"),
            dataIndex: "kind",
            width: 220,
            render: (kind: Outlier["kind"]) => (
              <Tag color={colors[kind]}>{t(`billing.outlierKind.${kind}`)}</Tag>
            ),
          },
          {
            title: t("billing.monthBefore"),
            dataIndex: "beforeCents",
            align: "right",
            render: money,
          },
          { title: t("billing.thisClosing"), dataIndex: "nowCents", align: "right", render: money },
        ]}
      />
      {outliers.hasNextPage && (
        <Button
          type="link"
          block
          loading={outliers.isFetchingNextPage}
          onClick={() => void outliers.fetchNextPage()}
        >
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}
