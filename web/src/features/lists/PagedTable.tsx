import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Table, type TableColumnsType } from "antd";
import type { SorterResult } from "antd/es/table/interface";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { type Page, request } from "../../api/client.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { sortOf } from "./list-query.ts";
import type { Address } from "./use-address.ts";

const pageSize = 100;

type Props<Row> = {
  readonly path: string;
  /** First part of the query's key, where facts make the list stale. */
  readonly root?: string;
  readonly rowKey?: string;
  readonly address: Address;
  readonly columns: TableColumnsType<Row>;
  readonly pathOf: (row: Row) => string;
  readonly width: number;
};

/** A list of the API, a page more at a time; its order and filters stand in the address. */
export function PagedTable<Row extends object>(props: Props<Row>) {
  const { path, root = "lists", rowKey = "id", address, columns, pathOf, width } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useRows<Row>(root, path, address);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      <div className="panel">
        <Table<Row>
          rowKey={rowKey}
          size="small"
          columns={columns}
          dataSource={rows}
          loading={list.isPending || list.isPlaceholderData}
          pagination={false}
          showSorterTooltip={false}
          scroll={{ x: width }}
          onRow={(row) => ({ onDoubleClick: () => void navigate(pathOf(row)) })}
          onChange={(_pages, _filters, sorter) => {
            const { columnKey, order } = sorter as SorterResult<Row>;
            address.set("sort", sortOf(String(columnKey), order));
          }}
          locale={{ emptyText: list.isPending ? " " : <NoRows address={address} /> }}
        />
      </div>
      <div className="lists-foot soft" role="status">
        {list.isSuccess && t("lists.shown", { count: rows.length })}
        {list.hasNextPage && (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("list.more")}
          </Button>
        )}
      </div>
    </>
  );
}

function useRows<Row>(root: string, path: string, { query }: Address) {
  return useInfiniteQuery({
    queryKey: [root, path, query],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Row>>(path, { query: { ...query, limit: pageSize, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (last) => last,
  });
}

function NoRows({ address }: { readonly address: Address }) {
  const { t } = useTranslation();
  return (
    <EmptyState title={t("lists.none")} hint={t("lists.noneHint")}>
      {address.isFiltered && <Button onClick={address.clear}>{t("lists.clear")}</Button>}
    </EmptyState>
  );
}
