import { useSubscriptionColumns } from "./columns.tsx";
import { ExportButton } from "./ExportButton.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { subscriptionFilterNames, useSubscriptionFilters } from "./filters.ts";
import { pathOfLine, type SubscriptionLine } from "./lines.ts";
import { PagedTable } from "./PagedTable.tsx";
import { sorted } from "./sorted.ts";
import { useAddress } from "./use-address.ts";

/** Every plan of every customer (C4), to filter, to sort and to take along. */
export function SubscriptionLines() {
  const address = useAddress(subscriptionFilterNames);
  const filters = useSubscriptionFilters();
  const columns = useSubscriptionColumns();
  return (
    <>
      <FilterBar
        address={address}
        filters={filters}
        acts={<ExportButton path="/lists/subscriptions.csv" query={address.query} />}
      />
      <PagedTable<SubscriptionLine>
        path="/lists/subscriptions"
        address={address}
        columns={sorted(columns, ["number", "start-on", "payable"], address)}
        pathOf={pathOfLine}
        width={1_570}
      />
    </>
  );
}
