import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { type Page, request } from "../../api/client.ts";
import { useMay } from "../../app/session.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { NoteEntry } from "./NoteEntry.tsx";
import { NoteForm } from "./NoteForm.tsx";
import type { Note } from "../../api/customers.ts";
import "./notes.css";

/** What was written about a customer, newest first, and the place to write more. */
export function Notes({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation();
  const mayWrite = useMay("customers.write");
  const notes = useNotes(customerId);
  const all = notes.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {mayWrite && (
        <NoteForm path={`/customers/${customerId}/notes`} draft={`note.${customerId}`} />
      )}
      <ProblemNotice error={notes.error} onRetry={() => void notes.refetch()} />
      {notes.isPending && <Skeleton active />}
      {notes.isSuccess && all.length === 0 && (
        <EmptyState title={t("notes.none")} {...(mayWrite ? { hint: t("notes.noneHint") } : {})} />
      )}
      <ul className="notes">
        {all.map((note) => (
          <NoteEntry key={note.id} note={note} mayWrite={mayWrite} />
        ))}
      </ul>
      {notes.hasNextPage && (
        <Button
          type="link"
          block
          loading={notes.isFetchingNextPage}
          onClick={() => void notes.fetchNextPage()}
        >
          {t("list.more")}
        </Button>
      )}
    </>
  );
}

function useNotes(customerId: string) {
  return useInfiniteQuery({
    queryKey: ["customers", customerId, "notes"],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Note>>(`/customers/${customerId}/notes`, {
        query: { limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
