import { isMissing } from "../../api/missing.ts";
import { useQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { connects } from "../../api/catalogue.ts";
import { request } from "../../api/client.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { addMonths } from "../../ui/dates.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Money } from "../../ui/Money.tsx";
import { discountText } from "./discount.ts";
import { useNames } from "./names.ts";

type Props = { readonly subscription: Subscription };

/** Tab Detalhe. */
export function DetailTab({ subscription }: Props) {
  const { t } = useTranslation();
  const names = useNames(subscription);
  const plan = planOf(subscription);
  const point = { label: t("plans.routingPoint"), value: names.routingPoint };
  return (
    <Facts
      facts={[
        { label: t("plans.startOn"), value: <CivilDate on={subscription.startOn} /> },
        { label: t("app.unit"), value: names.unit },
        { label: t("plans.contractNumber"), value: subscription.number },
        { label: t("plans.planType"), value: plan.name },
        { label: t("plans.kind"), value: t(`plan.kind.${plan.kind}`, plan.kind) },
        ...(connects(plan.kind) ? [point] : []),
        { label: t("plans.trialDays"), value: subscription.trialDays },
        { label: t("plans.status"), value: names.status },
        { label: t("plans.service"), value: t(`service.${subscription.service}`) },
        {
          label: t("plans.advanceBilling"),
          value: t(subscription.advanceBilling ? "plans.advance" : "plans.arrears"),
        },
        { label: t("plans.salesperson"), value: names.salesperson },
      ]}
    />
  );
}

/** Tab Inf. Cobrança. */
export function BillingTab({ subscription }: Props) {
  const { t, i18n } = useTranslation();
  const names = useNames(subscription);
  return (
    <Facts
      facts={[
        { label: t("plans.paymentForm"), value: names.paymentForm },
        { label: t("plans.dueDay"), value: names.dueDay },
        { label: t("plans.price"), value: <Money cents={subscription.priceCents} /> },
        { label: t("plans.discount"), value: discountText(subscription, i18n.language) },
        { label: t("plans.payable"), value: <Money cents={subscription.payableCents} /> },
        { label: t("plans.billedThrough"), value: <CivilDate on={subscription.billedThroughOn} /> },
        { label: t("plans.notes"), value: subscription.notes, wide: true },
      ]}
    />
  );
}

/** Tab Contrato; the contract ends its validity after the activation (D7). */
export function ContractTab({ subscription }: Props) {
  const { t } = useTranslation();
  const contract = subscription.contract ?? {};
  const { activatedOn, validityMonths } = contract;
  const expiresOn =
    isMissing(activatedOn) || isMissing(validityMonths)
      ? undefined
      : addMonths(activatedOn, validityMonths);
  return (
    <Facts
      facts={[
        { label: t("contract.number"), value: subscription.number },
        { label: t("contract.installFee"), value: <Money cents={contract.installFeeCents} /> },
        { label: t("contract.installments"), value: contract.installments },
        { label: t("contract.soldOn"), value: <CivilDate on={contract.soldOn} /> },
        { label: t("contract.activatedOn"), value: <CivilDate on={activatedOn} /> },
        { label: t("contract.expiresOn"), value: <CivilDate on={expiresOn} /> },
        { label: t("contract.validity"), value: validityMonths },
        { label: t("contract.formula"), value: contract.cancellationFormula, wide: true },
      ]}
    />
  );
}

type AccountEntry = {
  readonly kind?: string;
  readonly number?: number | string;
  readonly description?: string;
  readonly on?: string;
  readonly dueOn?: string;
  readonly amountCents?: number;
  readonly totalCents?: number;
  readonly state?: string;
};

/** Tab Faturamento: the last closing, and the debts and payments of this plan (C47). */
export function InvoicingTab({ subscription }: Props) {
  const { t } = useTranslation();
  const account = useQuery({
    queryKey: ["subscriptions", subscription.id, "account"],
    queryFn: ({ signal }) =>
      request<{ readonly items?: readonly AccountEntry[] }>(
        `/subscriptions/${subscription.id}/account`,
        { signal },
      ),
    retry: false,
  });
  return (
    <>
      <Facts
        facts={[
          { label: t("plans.lastClosing"), value: <CivilDate on={subscription.lastClosingOn} /> },
          {
            label: t("plans.billedThrough"),
            value: <CivilDate on={subscription.billedThroughOn} />,
          },
        ]}
      />
      <h3 className="form-section">{t("plans.openItems")}</h3>
      <Table<AccountEntry>
        rowKey={(entry) => `${entry.kind}${entry.number}${entry.dueOn}`}
        size="small"
        pagination={false}
        loading={account.isLoading}
        dataSource={account.data?.items ?? []}
        locale={{ emptyText: <EmptyState title={t("plans.noOpenItems")} /> }}
        columns={[
          { title: t("invoice.number"), dataIndex: "number", width: 90 },
          { title: t("invoice.description"), dataIndex: "description" },
          {
            title: t("invoice.dueOn"),
            dataIndex: "dueOn",
            width: 110,
            render: (on?: string) => <CivilDate on={on} />,
          },
          {
            title: t("invoice.amount"),
            key: "amount",
            align: "right",
            width: 120,
            render: (_: unknown, { amountCents, totalCents }) => (
              <Money cents={amountCents ?? totalCents} />
            ),
          },
        ]}
      />
    </>
  );
}
