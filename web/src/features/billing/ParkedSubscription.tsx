import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { request } from "../../api/client.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";

/** Names a parked subscription, and leads to where its data can be put right. */
export function ParkedSubscription({ id }: { readonly id: string }) {
  const subscription = useQuery({
    queryKey: ["subscriptions", id],
    queryFn: ({ signal }) => request<Subscription>(`/subscriptions/${id}`, { signal }),
    enabled: id !== "",
    staleTime: 60_000,
  });
  if (subscription.data === undefined) return <span className="code">{id}</span>;
  const { number, customerId } = subscription.data;
  return (
    <Link to={`/customers/${customerId}/subscriptions/${id}`}>
      {number} · {planOf(subscription.data).name}
    </Link>
  );
}
