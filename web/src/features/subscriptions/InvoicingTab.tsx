import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { useMay } from "../../app/session.tsx";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { BillNow } from "./BillNow.tsx";
import { type Account, AccountTable } from "./AccountTable.tsx";

type Props = { readonly subscription: Subscription };

/** Tab Faturamento: the last closing, and the debts and payments of this plan (C47). */
export function InvoicingTab({ subscription }: Props) {
  const { id } = subscription;
  const { t } = useTranslation();
  const maySeeAccount = useMay("billing.read");
  // What billing knows of a plan does not travel with the tree.
  const present = useQuery({
    queryKey: ["subscriptions", id],
    queryFn: ({ signal }) => request<Subscription>(`/subscriptions/${id}`, { signal }),
  });
  const { lastClosingOn, billedThroughOn } = present.data ?? {};
  return (
    <>
      <Facts
        facts={[
          { label: t("plans.lastClosing"), value: <CivilDate on={lastClosingOn} /> },
          { label: t("plans.billedThrough"), value: <CivilDate on={billedThroughOn} /> },
        ]}
      />
      {maySeeAccount && <OpenItems subscriptionId={id} />}
      <BillNow subscription={subscription} />
    </>
  );
}

function OpenItems({ subscriptionId }: { readonly subscriptionId: string }) {
  const { t } = useTranslation();
  const account = useQuery({
    queryKey: ["subscriptions", subscriptionId, "account"],
    queryFn: ({ signal }) =>
      request<Account>(`/subscriptions/${subscriptionId}/account`, { signal }),
  });
  return (
    <>
      <h3 className="form-section">{t("plans.openItems")}</h3>
      <ProblemNotice error={account.error} onRetry={() => void account.refetch()} />
      <AccountTable account={account.data} isLoading={account.isPending} />
    </>
  );
}
