import { Alert, Checkbox, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Named } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { useMay } from "../../app/session.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { LegalCap } from "../subscriptions/FineSimulation.tsx";
import { DateField } from "./ChangePlanFields.tsx";

type Props = { readonly subscription: Subscription };

/** What a cancellation asks for (C54). */
export function CancelFields({ subscription }: Props) {
  const { t } = useTranslation();
  const mayWaive = useMay("billing.write");
  const maySee = useMay("billing.read");
  const on = Form.useWatch<string | undefined>("on");
  const isWaived = Form.useWatch<boolean | undefined>("waiveFine") === true;
  const reasons = useList<Named>("cancellation-reasons", {
    businessUnitId: subscription.businessUnitId,
  }).data;
  const hasFormula = (subscription.contract?.cancellationFormula ?? "") !== "";
  return (
    <>
      <ReadOnlyField label={t("plans.plan")} value={planOf(subscription).name} />
      <Form.Item
        name="reasonId"
        label={t("operate.cancel.reason")}
        rules={[{ required: true, message: t("operate.reasonMissing") }]}
      >
        <Select
          autoFocus
          notFoundContent={t("operate.cancel.noReasons")}
          options={(reasons ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <DateField label={t("operate.cancel.on")} />
      {hasFormula && maySee && !isWaived && <LegalCap subscriptionId={subscription.id} on={on} />}
      {hasFormula && mayWaive && (
        <Form.Item name="waiveFine" valuePropName="checked" className="tick">
          <Checkbox>{t("operate.cancel.waiveFine")}</Checkbox>
        </Form.Item>
      )}
      <Alert type="warning" showIcon title={t("operate.cancel.effect")} />
    </>
  );
}

/** What a deletion asks for: that somebody is sure (C56, D13). */
export function DeleteFields({ subscription }: Props) {
  const { t } = useTranslation();
  const { number } = subscription;
  return (
    <>
      <Alert type="warning" showIcon title={t("operate.delete.effect")} />
      <Form.Item
        className="delete-confirm"
        name="confirm"
        label={t("operate.delete.confirm", { number })}
        rules={[
          {
            validator: (_, typed: string | undefined) =>
              typed?.trim() === String(number)
                ? Promise.resolve()
                : Promise.reject(new Error(t("operate.delete.confirmWrong", { number }))),
          },
        ]}
        validateTrigger="onBlur"
        required
      >
        <Input autoFocus autoComplete="off" inputMode="numeric" />
      </Form.Item>
    </>
  );
}
