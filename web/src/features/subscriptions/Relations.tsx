import { ArrowRightOutlined, RollbackOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { request } from "../../api/client.ts";
import type { Customer } from "../../api/customers.ts";
import { isMissing } from "../../api/missing.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";

type Props = { readonly subscription: Subscription };

/** What a plan came from and what came after it (C48, C50). */
export function Relations({ subscription }: Props) {
  const { predecessorId, successorId } = subscription;
  const ids = [predecessorId, successorId];
  if (ids.every((id) => isMissing(id) || id === "")) return null;
  return (
    <ul className="relations">
      <Relation of={subscription} otherId={predecessorId} isBefore />
      <Relation of={subscription} otherId={successorId} isBefore={false} />
    </ul>
  );
}

type RelationProps = {
  readonly of: Subscription;
  readonly otherId: string | null | undefined;
  readonly isBefore: boolean;
};

function Relation({ of, otherId, isBefore }: RelationProps) {
  const { t } = useTranslation();
  const { other, name } = useOther(of, otherId ?? "");
  if (other === undefined) return null;
  const [before, after] =
    other.customerId === of.customerId
      ? (["plans.replaces", "plans.replacedBy"] as const)
      : (["plans.transferredFrom", "plans.transferredTo"] as const);
  const values = { number: other.number, plan: planOf(other).name, name };
  return (
    <li>
      {isBefore ? <RollbackOutlined aria-hidden /> : <ArrowRightOutlined aria-hidden />}{" "}
      <Link to={`/customers/${other.customerId}/subscriptions/${other.id}`}>
        {t(isBefore ? before : after, values)}
      </Link>
    </li>
  );
}

/** The other plan, and whose it is where it is not his. */
function useOther(of: Subscription, id: string) {
  const other = useQuery({
    queryKey: ["subscriptions", id],
    queryFn: ({ signal }) => request<Subscription>(`/subscriptions/${id}`, { signal }),
    enabled: id !== "",
  }).data;
  const customerId = other?.customerId ?? "";
  const customer = useQuery({
    queryKey: ["customers", customerId, "name"],
    queryFn: ({ signal }) => request<Customer>(`/customers/${customerId}`, { signal }),
    enabled: other !== undefined && customerId !== of.customerId,
  }).data;
  return { other, name: customer?.name ?? "…" };
}
