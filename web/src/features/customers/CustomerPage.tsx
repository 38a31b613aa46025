import { Skeleton } from "antd";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import type { CustomerTree, TreeSubscription } from "../../api/subscriptions.ts";
import { rememberCustomer } from "../../app/recent-customers.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { ActsProvider } from "../operations/ActsProvider.tsx";
import { ItemDetail } from "../subscriptions/ItemDetail.tsx";
import { PlanLists } from "../subscriptions/PlanLists.tsx";
import { PinnedNotes } from "../notes/PinnedNotes.tsx";
import { withoutGivenUp } from "../subscriptions/tree.ts";
import { SidePanel } from "../subscriptions/SidePanel.tsx";
import { SubscriptionTabs } from "../subscriptions/SubscriptionTabs.tsx";
import { CustomerHead } from "./CustomerHead.tsx";
import { useCustomerTree } from "./use-customer-tree.ts";
import "./customer-page.css";

const CustomerData = lazy(async () => ({
  default: (await import("./CustomerData.tsx")).CustomerData,
}));

/** Everything about one customer on one screen. */
export function CustomerPage() {
  const { customerId = "", subscriptionId } = useParams();
  const tree = useCustomerTree(customerId);
  const customer = tree.data?.customer;
  useEffect(() => {
    if (customer !== undefined) rememberCustomer(customer);
  }, [customer]);
  if (tree.data === undefined) {
    return (
      <div className="page">
        <ProblemNotice error={tree.error} onRetry={() => void tree.refetch()} />
        {tree.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      </div>
    );
  }
  return (
    <ActsProvider key={customerId}>
      <CustomerScreen tree={tree.data} subscriptionId={subscriptionId} />
    </ActsProvider>
  );
}

type ScreenProps = { readonly tree: CustomerTree; readonly subscriptionId: string | undefined };

function CustomerScreen({ tree, subscriptionId }: ScreenProps) {
  const { customer } = tree;
  const subscriptions = useMemo(() => tree.subscriptions.map(withoutGivenUp), [tree.subscriptions]);
  const [search] = useSearchParams();
  const selected = subscriptions.find(({ id }) => id === subscriptionId);
  const itemId = search.get("item");
  return (
    <div className="customer">
      <CustomerHead tree={tree} />
      <PinnedNotes notes={tree.pinnedNotes ?? []} />
      <div className="customer-columns">
        <PlanLists
          customer={customer}
          subscriptions={subscriptions}
          selectedId={itemId ?? subscriptionId}
        />
        <section className="customer-middle panel">
          {selected === undefined ? (
            <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
              <CustomerData tree={tree} />
            </Suspense>
          ) : (
            <Selected subscription={selected} itemId={itemId} />
          )}
        </section>
        <SidePanel subscription={selected} />
      </div>
    </div>
  );
}

function Selected({
  subscription,
  itemId,
}: {
  readonly subscription: TreeSubscription;
  readonly itemId: string | null;
}) {
  const item = subscription.items.find(({ id }) => id === itemId);
  if (item !== undefined) return <ItemDetail item={item} subscription={subscription} />;
  return <SubscriptionTabs subscription={subscription} />;
}
