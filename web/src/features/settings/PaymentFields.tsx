import { Checkbox, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { type BankPart, banks } from "../../api/payment-settings.ts";

const parts: readonly BankPart[] = ["agency", "account", "agreement", "wallet"];

/** Beneficiary, Pix and the bank's agreement; a bank asks only for what it uses. */
export function PaymentFields() {
  const { t } = useTranslation();
  const missing = (key: string) => [{ required: true, message: t(key) }];
  return (
    <>
      <h2>{t("payTo.beneficiary")}</h2>
      <div className="form-row">
        <Form.Item
          className="w6"
          name="beneficiaryName"
          label={t("payTo.name")}
          rules={missing("payTo.nameMissing")}
        >
          <Input maxLength={120} autoComplete="off" />
        </Form.Item>
        <Form.Item
          className="w6"
          name="beneficiaryDocument"
          label={t("payTo.document")}
          rules={missing("payTo.documentMissing")}
        >
          <Input maxLength={20} autoComplete="off" className="code" />
        </Form.Item>
        <Form.Item className="w8" name="beneficiaryAddress" label={t("payTo.address")}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item className="w4" name="language" label={t("payTo.language")}>
          <Select
            options={["pt-BR", "en"].map((value) => ({
              value,
              label: t(`payTo.languages.${value}`),
            }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="emailsInvoices" valuePropName="checked" extra={t("payTo.emailsHint")}>
        <Checkbox>{t("payTo.emails")}</Checkbox>
      </Form.Item>
      <h2>{t("slip.pix")}</h2>
      <div className="form-row">
        <Form.Item className="w6" name="pixKey" label={t("payTo.key")} extra={t("payTo.keyHint")}>
          <Input maxLength={77} autoComplete="off" className="code" />
        </Form.Item>
        <Form.Item className="w6" name="pixCity" label={t("payTo.city")}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      </div>
      <h2>{t("slip.boleto")}</h2>
      <BankFields />
    </>
  );
}

function BankFields() {
  const { t } = useTranslation();
  const code = Form.useWatch<string | undefined>("bankCode") ?? "";
  const asked = banks.find((bank) => bank.code === code)?.parts ?? [];
  const none = { value: "", label: t("payTo.noBank") };
  const options = [
    none,
    ...banks.map((bank) => ({ value: bank.code, label: `${bank.code} – ${bank.name}` })),
  ];
  return (
    <div className="form-row">
      <Form.Item className="w4" name="bankCode" label={t("payTo.bank")}>
        <Select options={options} />
      </Form.Item>
      {parts.map((part) => (
        <Form.Item
          key={part}
          className="w4"
          name={part}
          label={t(`payTo.${part}`)}
          hidden={!asked.includes(part)}
          rules={asked.includes(part) ? [{ required: true, message: t("payTo.partMissing") }] : []}
        >
          <Input maxLength={12} autoComplete="off" inputMode="numeric" className="code" />
        </Form.Item>
      ))}
      <Form.Item
        className="w4"
        name="firstOurNumber"
        label={t("payTo.firstOurNumber")}
        tooltip={t("payTo.firstOurNumberHint")}
        hidden={code === ""}
      >
        <InputNumber min={1} precision={0} className="full" />
      </Form.Item>
      <Form.Item
        name="instructions"
        label={t("payTo.instructions")}
        tooltip={t("payTo.instructionsHint")}
        hidden={code === ""}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </div>
  );
}
