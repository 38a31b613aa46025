import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Segmented, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Page, request } from "../../api/client.ts";
import type { LetterCounts, SentInvoice } from "../../api/invoice-letters.ts";
import { formatInstant } from "../../ui/dates.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { LetterStateTag, LetterWords } from "./LetterStateTag.tsx";
import { PrintClosing } from "./PrintClosing.tsx";

const states = ["", "sent", "waiting", "failed", "none"] as const;
const pollMs = 3_000;
const noCounts: LetterCounts = { sent: 0, waiting: 0, failed: 0, dropped: 0, none: 0 };
type Answer = Page<SentInvoice> & { readonly counts: LetterCounts };

/** Who got his invoice by e-mail and who did not; the latter's are printed. */
export function ClosingLetters({ closingId }: { readonly closingId: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<string>("");
  const letters = useInfiniteQuery({
    queryKey: ["closings", closingId, "letters", state],
    queryFn: ({ pageParam, signal }) =>
      request<Answer>(`/closings/${closingId}/letters`, {
        query: { state, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state: { data } }) =>
      (data?.pages[0]?.counts.waiting ?? 0) > 0 ? pollMs : false,
  });
  const counts = letters.data?.pages[0]?.counts ?? noCounts;
  const all = counts.sent + counts.waiting + counts.failed + counts.none + counts.dropped;
  const labelOf = (one: (typeof states)[number]) =>
    one === "" ? t("letter.all", { count: all }) : `${t(`letter.states.${one}`)} (${counts[one]})`;
  return (
    <div className="panel">
      <PrintClosing closingId={closingId} invoices={all - counts.sent} onlyUnsent />
      <div className="billing-parts">
        <Segmented
          value={state}
          onChange={setState}
          options={states.map((one) => ({ value: one, label: labelOf(one) }))}
        />
      </div>
      <ProblemNotice error={letters.error} onRetry={() => void letters.refetch()} />
      <Letters
        rows={letters.data?.pages.flatMap(({ items }) => [...items]) ?? []}
        isLoading={letters.isPending}
      />
      {letters.hasNextPage && (
        <Button
          type="link"
          block
          loading={letters.isFetchingNextPage}
          onClick={() => void letters.fetchNextPage()}
        >
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}

type ListProps = { readonly rows: readonly SentInvoice[]; readonly isLoading: boolean };

function Letters({ rows, isLoading }: ListProps) {
  const { t, i18n } = useTranslation();
  return (
    <Table<SentInvoice>
      rowKey="invoiceId"
      size="small"
      pagination={false}
      loading={isLoading}
      dataSource={[...rows]}
      locale={{ emptyText: <EmptyState title={t("letter.nobody")} /> }}
      columns={[
        {
          title: t("invoice.number"),
          key: "number",
          width: 100,
          render: (_, { invoiceId, number }) => (
            <Link to={`/billing/invoices/${invoiceId}`}>{number}</Link>
          ),
        },
        {
          title: t("billing.customer"),
          key: "customer",
          render: (_, { customerId, customerName }) => (
            <Link to={`/customers/${customerId}`}>{customerName || customerId}</Link>
          ),
        },
        {
          title: t("letter.title"),
          key: "state",
          width: 140,
          render: (_, { letter }) => <LetterStateTag letter={letter} />,
        },
        { title: t("letter.recipient"), key: "to", render: (_, { letter }) => letter?.recipient },
        {
          title: t("letter.sentAt"),
          key: "at",
          render: (_, { letter }) =>
            letter?.sentAt ? formatInstant(letter.sentAt, i18n.language) : "",
        },
        {
          title: t("letter.answer"),
          key: "answer",
          render: (_, { letter }) => <LetterWords letter={letter} />,
        },
      ]}
    />
  );
}
