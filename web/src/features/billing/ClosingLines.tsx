import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Line } from "../../api/billing.ts";
import { type Page, request } from "../../api/client.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { LineTable } from "./LineTable.tsx";

/** The lines of a closing, page by page. */
export function ClosingLines({ closingId }: { readonly closingId: string }) {
  const { t } = useTranslation();
  const lines = useInfiniteQuery({
    queryKey: ["closings", closingId, "lines"],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Line>>(`/closings/${closingId}/lines`, {
        query: { limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  return (
    <div className="panel">
      <ProblemNotice error={lines.error} onRetry={() => void lines.refetch()} />
      <LineTable
        lines={lines.data?.pages.flatMap(({ items }) => [...items]) ?? []}
        isLoading={lines.isPending}
        showsCustomer
      />
      {lines.hasNextPage && (
        <Button
          type="link"
          block
          loading={lines.isFetchingNextPage}
          onClick={() => void lines.fetchNextPage()}
        >
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}
