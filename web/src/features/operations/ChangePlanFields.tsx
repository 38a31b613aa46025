import { Checkbox, Form, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { connects, type Plan } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { MoneyItem } from "../../ui/MoneyItem.tsx";
import { formatCents } from "../../ui/money.ts";
import { speedOf } from "../subscriptions/speed.ts";
import type { OrderForm } from "./order.ts";
import { PlanComparison } from "./PlanComparison.tsx";

type Props = { readonly subscription: Subscription; readonly values: OrderForm };

/** What a change of plan asks for (C48): only plans of the unit that can follow the present one. */
export function ChangePlanFields({ subscription, values }: Props) {
  const { t } = useTranslation();
  const { businessUnitId } = subscription;
  const plans = useList<Plan>("plans", { businessUnitId }).data ?? [];
  const isConnection = connects(carriedOf(subscription).kind);
  const chosen = plans.find(({ id }) => id === values.planId);
  return (
    <>
      <PlanSelect plans={plans.filter(({ kind }) => connects(kind) === isConnection)} />
      <PlanComparison subscription={subscription} plan={chosen} values={values} />
      <div className="form-row">
        <DateField label={t("operate.change-plan.on")} />
        <Form.Item className="w4" name="trialDays" label={t("plans.trialDays")}>
          <InputNumber min={0} max={365} precision={0} className="full" />
        </Form.Item>
      </div>
      <DiscountFields kind={values.discountKind} />
      {isConnection && (
        <Form.Item name="keepSpeedOverride" valuePropName="checked" className="tick">
          <Checkbox>{t("operate.change-plan.keepSpeed")}</Checkbox>
        </Form.Item>
      )}
      <Form.Item
        name="newContract"
        valuePropName="checked"
        className="tick"
        extra={t("operate.change-plan.newContractHint")}
      >
        <Checkbox>{t("operate.change-plan.newContract")}</Checkbox>
      </Form.Item>
    </>
  );
}

export function carriedOf(subscription: Subscription) {
  return subscription.carriedPlan ?? planOf(subscription);
}

function PlanSelect({ plans }: { readonly plans: readonly Plan[] }) {
  const { t, i18n } = useTranslation();
  return (
    <Form.Item
      name="planId"
      label={t("operate.change-plan.plan")}
      rules={[{ required: true, message: t("plans.planMissing") }]}
    >
      <Select
        autoFocus
        showSearch={{ optionFilterProp: "name" }}
        optionLabelProp="name"
        notFoundContent={t("plans.noPlans")}
        options={plans.map((plan) => ({
          value: plan.id,
          name: plan.name,
          label: (
            <span className="plan-option">
              <span>{plan.name}</span>
              <span className="soft number">
                {[speedOf(plan, i18n.language), `R$ ${formatCents(plan.priceCents, i18n.language)}`]
                  .filter((part) => part !== "")
                  .join(" · ")}
              </span>
            </span>
          ),
        }))}
      />
    </Form.Item>
  );
}

/** The day of an operation. */
export function DateField({ label }: { readonly label: string }) {
  return <DayItem className="w8" name="on" label={label} isRequired />;
}

function DiscountFields({ kind }: { readonly kind: OrderForm["discountKind"] }) {
  const { t } = useTranslation();
  const kinds = ["present", "amount", "percent"] as const;
  return (
    <div className="form-row">
      <Form.Item className="w6" name="discountKind" label={t("plans.discount")}>
        <Select
          options={kinds.map((value) => ({
            value,
            label: t(`operate.change-plan.discount.${value}`),
          }))}
        />
      </Form.Item>
      {kind === "amount" && (
        <MoneyItem
          className="w6"
          name={["discount", "amountCents"]}
          label={t("plans.discountAmount")}
        />
      )}
      {kind === "percent" && (
        <Form.Item className="w6" name={["discount", "percent"]} label={t("plans.discountPercent")}>
          <InputNumber
            min={0}
            max={100}
            precision={2}
            decimalSeparator=","
            suffix="%"
            className="full"
          />
        </Form.Item>
      )}
    </div>
  );
}
