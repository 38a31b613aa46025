import { Alert, Form, Input, InputNumber, Radio, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { asksRoutingPoint, type DueDay, type Named, type Plan } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import type { RoutingPoint } from "../../api/network.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { CivilDateInput } from "../../ui/CivilDateInput.tsx";
import { MoneyInput } from "../../ui/MoneyInput.tsx";
import { accountName, useDebitAccounts } from "../customers/DebitAccounts.tsx";
import { TabEditor } from "./TabEditor.tsx";

type Props = { readonly subscription: Subscription; readonly children: ReactNode };

const options = (entries: readonly Named[] | undefined) =>
  (entries ?? []).map(({ id, name }) => ({ value: id, label: name }));

const detailLabels: Readonly<Record<string, string>> = {
  startOn: "plans.startOn",
  planId: "plans.planType",
  trialDays: "plans.trialDays",
  advanceBilling: "plans.advanceBilling",
  salespersonId: "plans.salesperson",
  routingPointId: "plans.routingPoint",
};

/** Editar Dados do Plano, tab Detalhe: the record is corrected, the servers do not follow (C46). */
export function DetailEdit({ subscription, children }: Props) {
  const { t } = useTranslation();
  const query = { businessUnitId: subscription.businessUnitId };
  const plans = useList<Plan>("plans", query).data ?? [];
  const sellers = useList<Named>("salespeople", query).data;
  const points = useList<RoutingPoint>("routing-points", query).data ?? [];
  const present = { value: subscription.planId ?? "", label: planOf(subscription).name };
  const offered = plans.map(({ id, name }) => ({ value: id, label: name }));
  const isOffered = offered.some(({ value }) => value === present.value);
  return (
    <TabEditor
      subscription={subscription}
      tab="detail"
      labelOf={(field) => t(detailLabels[field] ?? field)}
      toForm={({ startOn, planId, trialDays, advanceBilling, salespersonId, routingPointId }) => ({
        startOn,
        planId,
        trialDays,
        advanceBilling,
        salespersonId: salespersonId ?? undefined,
        routingPointId: routingPointId ?? undefined,
      })}
      fields={() => (
        <>
          <Form.Item className="w4" name="startOn" label={t("plans.startOn")}>
            <CivilDateInput />
          </Form.Item>
          <Form.Item
            className="w8"
            name="planId"
            label={t("plans.planType")}
            extra={t("plans.billingOnly")}
          >
            <Select options={isOffered ? offered : [present, ...offered]} />
          </Form.Item>
          <Form.Item className="w4" name="trialDays" label={t("plans.trialDays")}>
            <InputNumber min={0} max={365} precision={0} style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item className="w4" name="advanceBilling" label={t("plans.advanceBilling")}>
            <Radio.Group
              optionType="button"
              options={[
                { value: true, label: t("form.yes") },
                { value: false, label: t("form.no") },
              ]}
            />
          </Form.Item>
          <Form.Item className="w4" name="salespersonId" label={t("plans.salesperson")}>
            <Select options={options(sellers)} />
          </Form.Item>
          {asksRoutingPoint(planOf(subscription).kind) && (
            <Form.Item className="w8" name="routingPointId" label={t("plans.routingPoint")}>
              <Select options={points.map(({ id, name }) => ({ value: id, label: name }))} />
            </Form.Item>
          )}
        </>
      )}
      warning={<Alert type="info" showIcon title={t("plans.editWarning")} />}
    >
      {children}
    </TabEditor>
  );
}

const billingLabels: Readonly<Record<string, string>> = {
  paymentFormId: "plans.paymentForm",
  dueDayId: "plans.dueDay",
  debitAccountId: "plans.debitAccount",
  discount: "plans.discount",
  notes: "plans.notes",
};

/** Editar, tab Inf. Cobrança: form and due day are open after the sale (C33 to C39). */
export function BillingEdit({ subscription, children }: Props) {
  const { t } = useTranslation();
  const query = { businessUnitId: subscription.businessUnitId };
  const forms = useList<Named>("payment-forms", query).data;
  const dueDays = useList<DueDay>("due-days", query).data ?? [];
  const accounts = useDebitAccounts(subscription.customerId).data?.items ?? [];
  const isPercent = subscription.discount?.percent !== undefined;
  return (
    <TabEditor
      subscription={subscription}
      tab="billing"
      labelOf={(field) => t(billingLabels[field] ?? field)}
      toForm={({ paymentFormId, dueDayId, debitAccountId, discount, notes }) => ({
        paymentFormId: paymentFormId ?? undefined,
        dueDayId: dueDayId ?? undefined,
        debitAccountId: debitAccountId ?? undefined,
        discount: discount ?? undefined,
        notes: notes ?? "",
      })}
      fields={() => (
        <>
          <Form.Item className="w6" name="paymentFormId" label={t("plans.paymentForm")}>
            <Select allowClear placeholder={t("billing.unitDefault")} options={options(forms)} />
          </Form.Item>
          <Form.Item className="w6" name="dueDayId" label={t("plans.dueDay")}>
            <Select
              allowClear
              placeholder={t("billing.unitDefault")}
              options={dueDays.map(({ id, day, closingDay }) => ({
                value: id,
                label: t("billing.dueDayClosing", { day, closingDay }),
              }))}
            />
          </Form.Item>
          <Form.Item className="w8" name="debitAccountId" label={t("plans.debitAccount")}>
            <Select
              allowClear
              options={accounts.map((account) => ({
                value: account.id,
                label: accountName(account),
              }))}
            />
          </Form.Item>
          <Form.Item
            className="w4"
            name="discount"
            label={t("plans.discount")}
            getValueProps={(discount: Subscription["discount"]) => ({
              value: isPercent ? discount?.percent : discount?.amountCents,
            })}
            normalize={(value: number | null | undefined) => discountFrom(value, isPercent)}
          >
            {isPercent ? (
              <InputNumber min={0} max={100} precision={2} suffix="%" style={{ width: "100%" }} />
            ) : (
              <MoneyInput />
            )}
          </Form.Item>
          <Form.Item name="notes" label={t("plans.notes")}>
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={4000} />
          </Form.Item>
        </>
      )}
    >
      {children}
    </TabEditor>
  );
}

function discountFrom(value: number | null | undefined, isPercent: boolean) {
  if (value === null || value === undefined) return undefined;
  return isPercent ? { percent: value } : { amountCents: value };
}
