import { Alert, Form, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { asksRoutingPoint, type Named, type Plan, type Status } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import type { RoutingPoint } from "../../api/network.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { useWriters } from "../../ui/edit/words.ts";
import { useNames } from "./names.ts";
import { statusChoices } from "./status-choices.ts";
import { TabForm, type TabFormProps } from "./TabForm.tsx";
import { optionsOf, withPresent } from "./tab-options.ts";

const toForm = (subscription: Subscription) => ({
  startOn: subscription.startOn,
  planId: subscription.planId,
  trialDays: subscription.trialDays,
  status: subscription.status,
  advanceBilling: subscription.advanceBilling,
  salespersonId: subscription.salespersonId ?? undefined,
  routingPointId: subscription.routingPointId ?? undefined,
});

/** Editar Dados do Plano, tab Detalhe: the record is corrected, the servers do not follow (C46). */
export function DetailForm({ read, onEnd }: TabFormProps) {
  const { t } = useTranslation();
  const lists = useDetailLists(read);
  const { day, yesNo, optionIn } = useWriters();
  return (
    <TabForm
      read={read}
      onEnd={onEnd}
      tab="detail"
      words={{
        startOn: { label: t("plans.startOn"), text: day },
        planId: { label: t("plans.planType"), text: optionIn(lists.plans) },
        trialDays: { label: t("plans.trialDays") },
        status: { label: t("plans.status"), text: optionIn(lists.statuses) },
        advanceBilling: { label: t("plans.advanceBilling"), text: yesNo },
        salespersonId: { label: t("plans.salesperson"), text: optionIn(lists.sellers) },
        routingPointId: { label: t("plans.routingPoint"), text: optionIn(lists.points) },
      }}
      toForm={toForm}
      warning={<Alert type="info" showIcon title={t("plans.editWarning")} />}
    >
      <DetailEditFields subscription={read} lists={lists} />
    </TabForm>
  );
}

type FieldsProps = {
  readonly subscription: Subscription;
  readonly lists: ReturnType<typeof useDetailLists>;
};

function DetailEditFields({ subscription, lists }: FieldsProps) {
  const { t } = useTranslation();
  const names = useNames(subscription);
  const status = Form.useWatch<string | undefined>("status");
  const yesNo = [
    { value: true, label: t("form.yes") },
    { value: false, label: t("form.no") },
  ];
  return (
    <>
      <DayItem className="w4" name="startOn" label={t("plans.startOn")} isRequired />
      <ReadOnlyField className="w4" label={t("app.unit")} value={names.unit} />
      <ReadOnlyField className="w4" label={t("plans.contractNumber")} value={subscription.number} />
      <PlanField subscription={subscription} plans={lists.plans} />
      <Form.Item className="w4" name="trialDays" label={t("plans.trialDays")}>
        <InputNumber min={0} max={365} precision={0} className="full" />
      </Form.Item>
      {asksRoutingPoint(planOf(subscription).kind) && (
        <Form.Item className="w8" name="routingPointId" label={t("plans.routingPoint")}>
          <Select showSearch={{ optionFilterProp: "label" }} options={lists.points} />
        </Form.Item>
      )}
      <Form.Item
        className="w8"
        name="status"
        label={t("plans.status")}
        {...(status === "suspended-administrative" ? { extra: t("plans.suspendedHint") } : {})}
      >
        <Select options={lists.statuses} />
      </Form.Item>
      <Form.Item className="w4" name="advanceBilling" label={t("plans.advanceBilling")}>
        <Radio.Group optionType="button" options={yesNo} />
      </Form.Item>
      <Form.Item className="w8" name="salespersonId" label={t("plans.salesperson")}>
        <Select showSearch={{ optionFilterProp: "label" }} options={lists.sellers} />
      </Form.Item>
    </>
  );
}

type PlanProps = {
  readonly subscription: Subscription;
  readonly plans: FieldsProps["lists"]["plans"];
};

/** Tipo de Plano: another one is billed, and the line stays what it is (C46). */
function PlanField({ subscription, plans }: PlanProps) {
  const { t } = useTranslation();
  const chosen = Form.useWatch<string | undefined>("planId");
  const billed = plans.find(({ value }) => value === chosen)?.label;
  const isOther = billed !== undefined && chosen !== subscription.planId;
  const carried = planOf(subscription).name;
  return (
    <>
      <Form.Item
        className="w8"
        name="planId"
        label={t("plans.planType")}
        extra={t("plans.billingOnly")}
      >
        <Select showSearch={{ optionFilterProp: "label" }} options={plans} />
      </Form.Item>
      {isOther && (
        <Alert
          className="form-note"
          type="warning"
          showIcon
          title={t("plans.willDrift", { billed, carried })}
        />
      )}
    </>
  );
}

/** What the tab's lists offer, the present value always among it. */
function useDetailLists(subscription: Subscription) {
  const query = { businessUnitId: subscription.businessUnitId };
  const plans = useList<Plan>("plans", query).data;
  const sellers = useList<Named>("salespeople", query).data;
  const points = useList<RoutingPoint>("routing-points", query).data;
  const present = { value: subscription.planId ?? "", label: planOf(subscription).name };
  return {
    plans: withPresent(optionsOf(plans), present),
    sellers: optionsOf(sellers),
    points: optionsOf(points),
    statuses: useStatusOptions(subscription),
  };
}

/** Statuses an edit may set; others are shown with the operation that reaches them (D9). */
function useStatusOptions(subscription: Subscription) {
  const { t, i18n } = useTranslation();
  const statuses = useList<Status>("statuses").data ?? [];
  const nameOf = (key: string) => statuses.find((status) => status.key === key)?.name ?? key;
  return statusChoices(statuses, subscription).map(({ key, operation }) => {
    const name = i18n.exists(`status.${key}`) ? t(`status.${key}`) : nameOf(key);
    if (operation === undefined) return { value: key, label: name };
    const label = t("plans.statusByOperation", { status: name, act: t(`menu.${operation}`) });
    return { value: key, label, disabled: true };
  });
}
