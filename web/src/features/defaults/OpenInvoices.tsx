import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Invoice } from "../../api/billing.ts";
import { type Page, request } from "../../api/client.ts";
import { useUnitToday } from "../../api/unit-day.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Money } from "../../ui/Money.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";

const dayMs = 86_400_000;
const daysFrom = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

type Props = { readonly unitId: string; readonly isLate?: boolean };

/** Unpaid invoices by due date: the late ones, or those that are still to be paid in time. */
export function OpenInvoices({ unitId, isLate = false }: Props) {
  const { t } = useTranslation();
  const today = useUnitToday(unitId);
  const list = useInfiniteQuery({
    queryKey: ["invoices", "open", unitId, isLate],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Invoice>>("/open-invoices", {
        query: { businessUnitId: unitId, late: isLate, limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: unitId !== "",
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      <div className="panel">
        <Table<Invoice>
          rowKey="id"
          size="small"
          loading={list.isPending}
          dataSource={rows}
          pagination={false}
          locale={{
            emptyText: <EmptyState title={t(isLate ? "defaults.noLate" : "defaults.noDue")} />,
          }}
          columns={[
            {
              title: t("invoice.dueOn"),
              dataIndex: "dueOn",
              width: 120,
              render: (on: string) => <CivilDate on={on} />,
            },
            {
              title: t(isLate ? "defaults.daysLate" : "defaults.daysLeft"),
              key: "days",
              align: "right",
              width: 120,
              render: (_, { dueOn }) =>
                isLate ? daysFrom(dueOn, today) : Math.max(0, daysFrom(today, dueOn)),
            },
            {
              title: t("billing.customer"),
              key: "customer",
              render: (_, { customerId, customerName }) => (
                <Link to={`/customers/${customerId}?tab=invoices`}>{customerName}</Link>
              ),
            },
            {
              title: t("invoice.number"),
              key: "number",
              width: 100,
              render: (_, { id, number }) => <Link to={`/billing/invoices/${id}`}>{number}</Link>,
            },
            {
              title: t("defaults.open"),
              dataIndex: "openCents",
              align: "right",
              width: 140,
              render: (cents: number) => <Money cents={cents} />,
            },
          ]}
        />
      </div>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("list.more")}
        </Button>
      )}
    </>
  );
}
