import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { request } from "../../api/client.ts";
import type { Order, Preview, PreviewedKind } from "../../api/previews.ts";

const settleMs = 350;

/** Asks everybody what an order would do, once the operator has stopped changing it. */
export function usePreview(kind: PreviewedKind, subscriptionId: string, order: Order | undefined) {
  const wanted = useSettled(order === undefined ? "" : JSON.stringify(withoutConfirm(order)));
  const key = previewKey(kind, subscriptionId, wanted);
  const preview = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      request<Preview>(`/subscriptions/${subscriptionId}/preview`, {
        method: "POST",
        body: { operation: kind, ...(JSON.parse(wanted) as Order) },
        signal,
      }),
    enabled: wanted !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    placeholderData: (last) => (wanted === "" ? undefined : last),
  });
  const isCurrent =
    order !== undefined && wanted === JSON.stringify(withoutConfirm(order)) && wanted !== "";
  return { ...preview, key, isCurrent: isCurrent && !preview.isPlaceholderData };
}

function previewKey(kind: string, subscriptionId: string, wanted: string) {
  return ["preview", kind, subscriptionId, wanted] as const;
}

// The number that is typed to confirm changes nothing of what would happen.
function withoutConfirm({ confirm: _confirm, ...order }: Order): Order {
  return order;
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), settleMs);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
