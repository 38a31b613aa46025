import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Closing, Invoice } from "../../api/billing.ts";
import { type Page, request } from "../../api/client.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { PrintClosing } from "./PrintClosing.tsx";
import { useInvoiceColumns } from "./invoice-columns.tsx";

/** The invoices a closing issued. */
export function ClosingInvoices({ closing }: { readonly closing: Closing }) {
  const { t } = useTranslation();
  const closingId = closing.id;
  const columns = useInvoiceColumns();
  const invoices = useInfiniteQuery({
    queryKey: ["invoices", "closing", closingId],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Invoice>>("/invoices", {
        query: { closingId, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const customer = {
    title: t("billing.customer"),
    key: "customer",
    render: (_: unknown, { customerId, customerName }: Invoice) => (
      <Link to={`/customers/${customerId}`}>{customerName ?? customerId}</Link>
    ),
  };
  return (
    <div className="panel">
      <PrintClosing closingId={closingId} invoices={closing.totals?.invoices ?? 0} />
      <ProblemNotice error={invoices.error} onRetry={() => void invoices.refetch()} />
      <Table<Invoice>
        rowKey="id"
        size="small"
        columns={[...columns.slice(0, 1), customer, ...columns.slice(1)]}
        dataSource={invoices.data?.pages.flatMap(({ items }) => [...items]) ?? []}
        loading={invoices.isPending}
        pagination={false}
        locale={{ emptyText: <EmptyState title={t("invoice.none")} /> }}
      />
      {invoices.hasNextPage && (
        <Button
          type="link"
          block
          loading={invoices.isFetchingNextPage}
          onClick={() => void invoices.fetchNextPage()}
        >
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}
