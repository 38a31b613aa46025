import { isMissing } from "../../api/missing.ts";
import { Form, type FormInstance, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Named } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { addMonths, formatDay, isDay } from "../../ui/dates.ts";
import { MoneyItem } from "../../ui/MoneyItem.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import type { PlanForm } from "./plan-form.ts";

type Props = { readonly form: FormInstance<PlanForm>; readonly businessUnitId: string };

/** Tab Contrato of a new plan (C40). */
export function ContractFields({ form, businessUnitId }: Props) {
  const { t } = useTranslation();
  const templates = useList<Named>("contract-templates", { businessUnitId });
  return (
    <div className="form-row">
      <ReadOnlyField className="w4" label={t("contract.number")} value={t("plans.automatic")} />
      <MoneyItem
        className="w4"
        name={["contract", "installFeeCents"]}
        label={t("contract.installFee")}
      />
      <Form.Item
        className="w4"
        name={["contract", "installments"]}
        label={t("contract.installments")}
      >
        <InputNumber min={1} max={48} precision={0} className="full" />
      </Form.Item>
      <DayItem className="w4" name={["contract", "soldOn"]} label={t("contract.soldOn")} />
      <DayItem
        className="w4"
        name={["contract", "activatedOn"]}
        label={t("contract.activatedOn")}
      />
      <Form.Item
        className="w4"
        name={["contract", "validityMonths"]}
        label={t("contract.validity")}
      >
        <InputNumber
          min={1}
          max={120}
          precision={0}
          suffix={t("contract.months")}
          className="full"
        />
      </Form.Item>
      <ExpiryField form={form} />
      <Form.Item className="w8" name={["contract", "templateId"]} label={t("contract.template")}>
        <Select
          allowClear
          options={(templates.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name={["contract", "cancellationFormula"]}
        label={t("contract.formula")}
        extra={t("contract.formulaHint")}
      >
        <Input autoComplete="off" className="code" />
      </Form.Item>
      <Form.Item
        name="installationAddress"
        label={t("contract.installationAddress")}
        extra={t("contract.addressHint")}
      >
        <Input autoComplete="off" maxLength={300} />
      </Form.Item>
    </div>
  );
}

// The manual shows this date and does not take it: activation and validity make it (D7).
function ExpiryField({ form }: { readonly form: FormInstance<PlanForm> }) {
  const { t } = useTranslation();
  const activatedOn = Form.useWatch(["contract", "activatedOn"], form);
  const months = Form.useWatch(["contract", "validityMonths"], form);
  const expiresOn =
    isDay(activatedOn) && !isMissing(months) ? formatDay(addMonths(activatedOn, months)) : "";
  return <ReadOnlyField className="w4" label={t("contract.expiresOn")} value={expiresOn} />;
}
