import { useQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { type Page, request } from "../../api/client.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { Money } from "../../ui/Money.tsx";

type Price = {
  readonly id: string;
  readonly priceCents: number;
  readonly publishedAt: string;
  readonly subscriptions: number;
};

/** What a plan cost and costs; what was sold keeps the price it was sold at (C12). */
export function PlanPrices({ planId }: { readonly planId: string }) {
  const { t } = useTranslation();
  const prices = useQuery({
    queryKey: ["plans", planId, "prices"],
    queryFn: ({ signal }) => request<Page<Price>>(`/plans/${planId}/prices`, { signal }),
  });
  return (
    <>
      <ProblemNotice error={prices.error} onRetry={() => void prices.refetch()} />
      <Table<Price>
        rowKey="id"
        size="small"
        pagination={false}
        loading={prices.isPending}
        dataSource={[...(prices.data?.items ?? [])]}
        columns={[
          {
            title: t("settings.priceSince"),
            dataIndex: "publishedAt",
            render: (at: string) => <Instant at={at} />,
          },
          { title: t("settings.soldAt"), dataIndex: "subscriptions", align: "right" },
          {
            title: t("plans.price"),
            dataIndex: "priceCents",
            align: "right",
            render: (cents: number) => <Money cents={cents} />,
          },
        ]}
      />
    </>
  );
}
