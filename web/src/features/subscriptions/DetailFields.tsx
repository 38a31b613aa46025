import { Form, type FormInstance, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import {
  asksRoutingPoint,
  type BusinessUnit,
  type Named,
  type Plan,
  type Status,
} from "../../api/catalogue.ts";
import type { Customer } from "../../api/customers.ts";
import { useList } from "../../api/lists.ts";
import type { RoutingPoint } from "../../api/network.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import type { PlanForm } from "./plan-form.ts";

type Props = {
  readonly form: FormInstance<PlanForm>;
  readonly customer: Customer;
  readonly unit: BusinessUnit | undefined;
  readonly plans: readonly Plan[];
  readonly onPlan: (plan: Plan) => void;
};

/** Tab Detalhe of a new plan (C22 to C32). */
export function DetailFields({ form, customer, unit, plans, onPlan }: Props) {
  const { t } = useTranslation();
  const planId = Form.useWatch("planId", form);
  const plan = plans.find(({ id }) => id === planId);
  const choose = (id: string) => {
    const chosen = plans.find((one) => one.id === id);
    if (chosen !== undefined) onPlan(chosen);
  };
  return (
    <div className="form-row">
      <DayItem className="w4" name="startOn" label={t("plans.startOn")} isRequired />
      <ReadOnlyField
        className="w4"
        label={t("app.unit")}
        value={unit?.name ?? customer.city}
        extra={t("plans.unitHint", { city: customer.city })}
      />
      <ReadOnlyField
        className="w4"
        label={t("plans.contractNumber")}
        value={t("plans.automatic")}
      />
      <Form.Item
        className="w8"
        name="planId"
        label={t("plans.planType")}
        rules={[{ required: true, message: t("plans.planMissing") }]}
      >
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={plans
            .filter(({ archived }) => archived !== true)
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={choose}
          notFoundContent={t("plans.noPlans")}
        />
      </Form.Item>
      <ReadOnlyField
        className="w4"
        label={t("plans.trialDays")}
        value={plan?.trialDays ?? 0}
        extra={trialHint(t, plan)}
      />
      {asksRoutingPoint(plan?.kind) && (
        <RoutingPointField businessUnitId={customer.businessUnitId} />
      )}
      <StatusField form={form} />
      <Form.Item className="w4" name="advanceBilling" label={t("plans.advanceBilling")}>
        <Radio.Group
          optionType="button"
          options={[
            { value: true, label: t("form.yes") },
            { value: false, label: t("form.no") },
          ]}
        />
      </Form.Item>
      <SalespersonField businessUnitId={customer.businessUnitId} />
    </div>
  );
}

function RoutingPointField({ businessUnitId }: { readonly businessUnitId: string }) {
  const { t } = useTranslation();
  const points = useList<RoutingPoint>("routing-points", { businessUnitId });
  return (
    <Form.Item
      className="w8"
      name="routingPointId"
      label={t("plans.routingPoint")}
      rules={[{ required: true, message: t("plans.routingPointMissing") }]}
    >
      <Select
        showSearch={{ optionFilterProp: "label" }}
        loading={points.isLoading}
        options={(points.data ?? [])
          .filter((point) => point.businessUnitId === businessUnitId)
          .map(({ id, name, kind }) => ({
            value: id,
            label: `${name} · ${t(`routingPoint.kind.${kind}`)}`,
          }))}
      />
    </Form.Item>
  );
}

function StatusField({ form }: { readonly form: FormInstance<PlanForm> }) {
  const { t, i18n } = useTranslation();
  const statuses = useList<Status>("statuses");
  const chosen = Form.useWatch("status", form);
  const offered = (statuses.data ?? []).filter(
    ({ settable, key }) => settable || key === "enabled",
  );
  const keys =
    offered.length === 0 ? ["waiting-installation", "enabled"] : offered.map(({ key }) => key);
  const labelOf = (key: string) =>
    i18n.exists(`status.${key}`)
      ? t(`status.${key}`)
      : (offered.find((one) => one.key === key)?.name ?? key);
  return (
    <Form.Item
      className="w4"
      name="status"
      label={t("plans.status")}
      {...(chosen === "suspended-administrative" ? { extra: t("plans.suspendedHint") } : {})}
      rules={[{ required: true, message: t("plans.statusMissing") }]}
    >
      <Select options={keys.map((value) => ({ value, label: labelOf(value) }))} />
    </Form.Item>
  );
}

function SalespersonField({ businessUnitId }: { readonly businessUnitId: string }) {
  const { t } = useTranslation();
  const sellers = useList<Named>("salespeople", { businessUnitId });
  return (
    <Form.Item className="w8" name="salespersonId" label={t("plans.salesperson")}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        options={(sellers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  );
}

function trialHint(t: (key: string) => string, plan: Plan | undefined): string {
  return t(plan?.proportionalTrial === true ? "plans.trialProportional" : "plans.trialHint");
}
