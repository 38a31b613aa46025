import { Checkbox, Form, type FormInstance, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { type BusinessUnit, connects, type PlanKind, planKinds } from "../../api/catalogue.ts";
import { MoneyItem } from "../../ui/MoneyItem.tsx";
import { usualHosting } from "./plan-body.ts";
import { planOptions, usualOptions } from "./plan-options.ts";

type Props = {
  readonly form: FormInstance;
  readonly units: readonly BusinessUnit[];
  readonly isNew: boolean;
};

/** What a plan of the catalogue says: price, trial, billing, limits and its right-click options. */
export function PlanFields({ form, units, isNew }: Props) {
  const { t } = useTranslation();
  const kind = Form.useWatch<PlanKind | undefined>("kind", form) ?? "broadband";
  return (
    <div className="form-row">
      <Form.Item
        className="w8"
        name="name"
        label={t("list.name")}
        extra={t("settings.planNameHint")}
        rules={[{ required: true, message: t("list.nameMissing") }]}
      >
        <Input autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item
        className="w4"
        name="businessUnitId"
        label={t("app.unit")}
        rules={[{ required: true, message: t("billing.unitMissing") }]}
      >
        <Select
          disabled={!isNew}
          showSearch={{ optionFilterProp: "label" }}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item className="w4" name="kind" label={t("plans.kind")} rules={[{ required: true }]}>
        <Select
          options={planKinds.map((value) => ({ value, label: t(`plan.kind.${value}`) }))}
          onChange={(chosen: PlanKind) =>
            form.setFieldsValue({ options: usualOptions(chosen), hosting: usualHosting(chosen) })
          }
        />
      </Form.Item>
      <MoneyItem
        className="w4"
        name="priceCents"
        label={t("plans.price")}
        rules={[{ required: true, message: t("settings.priceMissing") }]}
      />
      <Form.Item className="w4" name="advanceBilling" label={t("plans.advanceBilling")}>
        <Radio.Group
          optionType="button"
          options={[
            { value: true, label: t("form.yes") },
            { value: false, label: t("form.no") },
          ]}
        />
      </Form.Item>
      <Form.Item className="w4" name="trialDays" label={t("plans.trialDays")}>
        <InputNumber min={0} max={365} precision={0} className="full" />
      </Form.Item>
      <Form.Item
        className="w8 check-in-row"
        name="proportionalTrial"
        valuePropName="checked"
        label=" "
      >
        <Checkbox>{t("settings.proportionalTrial")}</Checkbox>
      </Form.Item>
      {connects(kind) && <ConnectionFields />}
      <MailFields />
      <HostingFields />
      <Form.Item name="options" label={t("settings.options")} extra={t("settings.optionsHint")}>
        <Checkbox.Group
          className="plan-options"
          options={planOptions.map((value) => ({ value, label: t(`menu.${value}`) }))}
        />
      </Form.Item>
    </div>
  );
}

const speedFields = ["downMbps", "upMbps", "otherDownMbps", "otherUpMbps"] as const;

function ConnectionFields() {
  const { t } = useTranslation();
  const speed = <InputNumber min={0} decimalSeparator="," suffix="Mbps" className="full" />;
  return (
    <>
      {speedFields.map((field) => (
        <Form.Item
          key={field}
          className="w3"
          name={field}
          label={t(`settings.${field}`)}
          {...(field.startsWith("other") ? { extra: t("settings.otherSpeedHint") } : {})}
        >
          {speed}
        </Form.Item>
      ))}
      <Form.Item className="w4" name="simultaneousUse" label={t("settings.simultaneousUse")}>
        <InputNumber min={0} max={100} precision={0} className="full" />
      </Form.Item>
      <Form.Item name="loginCreatesMailbox" valuePropName="checked">
        <Checkbox>{t("settings.loginCreatesMailbox")}</Checkbox>
      </Form.Item>
    </>
  );
}

function MailFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        className="w4"
        name={["mailboxes", "included"]}
        label={t("settings.mailboxesIncluded")}
      >
        <InputNumber min={0} precision={0} className="full" />
      </Form.Item>
      <MoneyItem
        className="w4"
        name={["mailboxes", "additionalFeeCents"]}
        label={t("settings.additionalFee")}
      />
      <Form.Item className="w4" name={["mailboxes", "quotaMb"]} label={t("settings.quota")}>
        <InputNumber min={1} precision={0} suffix="MB" className="full" />
      </Form.Item>
    </>
  );
}

const hostingLimits = ["diskMb", "domains", "databases", "ftpUsers"] as const;

/** Any kind of plan may carry hosting. */
function HostingFields() {
  const { t } = useTranslation();
  return hostingLimits.map((limit) => (
    <Form.Item
      key={limit}
      className="w3"
      name={["hosting", limit]}
      label={t(`settings.hosting.${limit}`)}
      {...(limit === "diskMb" ? { extra: t("settings.hostingHint") } : {})}
    >
      <InputNumber min={0} precision={0} className="full" />
    </Form.Item>
  ));
}
