import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Named } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { MoneyItem } from "../../ui/MoneyItem.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { type EditWords, useWriters } from "../../ui/edit/words.ts";
import { TabForm, type TabFormProps } from "./TabForm.tsx";
import { type Option, optionsOf } from "./tab-options.ts";

const plain = {
  installFeeCents: 0,
  installments: 1,
  validityMonths: 0,
  cancellationFormula: "",
};

/** What the tab takes; the number and the expiry are shown only. */
function toForm({ contract, installationAddress }: Subscription) {
  const { expiresOn: _expiresOn, templateId, ...values } = contract ?? {};
  return {
    ...plain,
    ...values,
    templateId: templateId ?? undefined,
    installationAddress: installationAddress ?? "",
  };
}

/** Editar, tab Contrato (C40). */
export function ContractForm({ read, onEnd }: TabFormProps) {
  const { businessUnitId, number } = read;
  const templates = optionsOf(useList<Named>("contract-templates", { businessUnitId }).data);
  const words = useContractWords(templates);
  return (
    <TabForm read={read} onEnd={onEnd} tab="contract" words={words} toForm={toForm}>
      <ContractEditFields number={number} templates={templates} />
    </TabForm>
  );
}

type FieldsProps = {
  readonly number: Subscription["number"];
  readonly templates: readonly Option[];
};

function ContractEditFields({ number, templates }: FieldsProps) {
  const { t } = useTranslation();
  const whole = (name: string, label: string, min: number) => (
    <Form.Item className="w4" name={name} label={label}>
      <InputNumber min={min} precision={0} className="full" />
    </Form.Item>
  );
  const day = (name: string, label: string) => <DayItem className="w4" name={name} label={label} />;
  return (
    <>
      <ReadOnlyField className="w4" label={t("contract.number")} value={number} />
      <MoneyItem className="w4" name="installFeeCents" label={t("contract.installFee")} />
      {whole("installments", t("contract.installments"), 1)}
      {day("soldOn", t("contract.soldOn"))}
      {day("activatedOn", t("contract.activatedOn"))}
      {whole("validityMonths", `${t("contract.validity")} (${t("contract.months")})`, 0)}
      <Form.Item className="w4" name="templateId" label={t("contract.template")}>
        <Select allowClear placeholder={t("contract.standard")} options={[...templates]} />
      </Form.Item>
      <Form.Item
        className="w8"
        name="cancellationFormula"
        label={t("contract.formula")}
        extra={t("contract.formulaHint")}
      >
        <Input autoComplete="off" className="code" maxLength={500} />
      </Form.Item>
      <Form.Item
        name="installationAddress"
        label={t("contract.installationAddress")}
        extra={t("contract.addressHint")}
      >
        <Input autoComplete="off" maxLength={300} />
      </Form.Item>
    </>
  );
}

function useContractWords(templates: readonly Option[]): EditWords {
  const { t } = useTranslation();
  const { day, money, optionIn } = useWriters();
  return {
    installFeeCents: { label: t("contract.installFee"), text: money },
    installments: { label: t("contract.installments") },
    soldOn: { label: t("contract.soldOn"), text: day },
    activatedOn: { label: t("contract.activatedOn"), text: day },
    validityMonths: { label: t("contract.validity") },
    templateId: { label: t("contract.template"), text: optionIn(templates) },
    cancellationFormula: { label: t("contract.formula") },
    installationAddress: { label: t("contract.installationAddress") },
  };
}
