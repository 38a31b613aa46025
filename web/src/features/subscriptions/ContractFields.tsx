import { isMissing } from "../../api/missing.ts";
import { Alert, Form, type FormInstance, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Named } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { CivilDateInput } from "../../ui/CivilDateInput.tsx";
import { addMonths, formatDay } from "../../ui/dates.ts";
import { MoneyInput } from "../../ui/MoneyInput.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import type { PlanForm } from "./plan-form.ts";

/** Tab Contrato of a new plan (C40). */
export function ContractFields({ form }: { readonly form: FormInstance<PlanForm> }) {
  const { t } = useTranslation();
  const templates = useList<Named>("contract-templates");
  // Without templates to choose from, the server keeps no contracts yet, and nothing may be typed in vain.
  const isOff = templates.isError;
  return (
    <div className="form-row">
      {isOff && <Alert type="info" showIcon title={t("contract.notYet")} className="form-note" />}
      <ReadOnlyField className="w4" label={t("contract.number")} value={t("plans.automatic")} />
      <Form.Item
        className="w4"
        name={["contract", "installFeeCents"]}
        label={t("contract.installFee")}
      >
        <MoneyInput disabled={isOff} />
      </Form.Item>
      <Form.Item
        className="w4"
        name={["contract", "installments"]}
        label={t("contract.installments")}
      >
        <InputNumber disabled={isOff} min={1} max={48} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item className="w4" name={["contract", "soldOn"]} label={t("contract.soldOn")}>
        <CivilDateInput allowClear disabled={isOff} />
      </Form.Item>
      <Form.Item
        className="w4"
        name={["contract", "activatedOn"]}
        label={t("contract.activatedOn")}
      >
        <CivilDateInput allowClear disabled={isOff} />
      </Form.Item>
      <Form.Item
        className="w4"
        name={["contract", "validityMonths"]}
        label={t("contract.validity")}
      >
        <InputNumber
          disabled={isOff}
          min={1}
          max={120}
          precision={0}
          suffix={t("contract.months")}
          style={{ width: "100%" }}
        />
      </Form.Item>
      <ExpiryField form={form} />
      <Form.Item className="w8" name={["contract", "templateId"]} label={t("contract.template")}>
        <Select
          allowClear
          disabled={isOff}
          options={(templates.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name={["contract", "cancellationFormula"]}
        label={t("contract.formula")}
        extra={t("contract.formulaHint")}
      >
        <Input autoComplete="off" className="code" disabled={isOff} />
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
    isMissing(activatedOn) || isMissing(months) ? "" : formatDay(addMonths(activatedOn, months));
  return <ReadOnlyField className="w4" label={t("contract.expiresOn")} value={expiresOn} />;
}
