import { useQuery } from "@tanstack/react-query";
import { Button, Form, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import type { InvoicingRules } from "../../api/payment-settings.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { MoneyItem } from "../../ui/MoneyItem.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";

/** What a unit asks for late payment, and below what it issues no invoice. */
export function InvoicingRulesSection({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation();
  const rules = useQuery({
    queryKey: ["business-units", unitId, "invoicing-rules"],
    queryFn: ({ signal }) =>
      request<InvoicingRules>(`/business-units/${unitId}/invoicing-rules`, { signal }),
  });
  return (
    <section className="settings-part" aria-label={t("invoicing.title")}>
      <h2>{t("invoicing.title")}</h2>
      <ProblemNotice error={rules.error} onRetry={() => void rules.refetch()} />
      {rules.data !== undefined && (
        <RulesForm key={`${unitId}/${rules.data.version}`} rules={rules.data} />
      )}
    </section>
  );
}

const percents = ["lateFineBasisPoints", "lateInterestBasisPoints"] as const;
const hundred = 100;

function RulesForm({ rules }: { readonly rules: InvoicingRules }) {
  const { t } = useTranslation();
  const said = useSaid();
  const mayWrite = useMay("billing.settings");
  const [form] = Form.useForm<object>();
  const problems = useFieldProblems(form);
  const { businessUnitId, version, ...initial } = rules;
  const save = useSubmit<object, InvoicingRules>({
    path: `/business-units/${businessUnitId}/invoicing-rules`,
    method: "PUT",
    ifMatch: `"${version}"`,
    refresh: ["business-units"],
    onDone: () => said(t("form.saved")),
    onProblem: problems.show,
  });
  return (
    <Form
      form={form}
      layout="vertical"
      disabled={!mayWrite}
      initialValues={initial}
      onFinish={(values) => save.mutate(values)}
    >
      <ProblemNotice error={save.error} others={problems.others} />
      <div className="form-row">
        {percents.map((name) => (
          <PercentItem key={name} name={name} />
        ))}
        <MoneyItem
          className="w4"
          name="minimumInvoiceCents"
          label={t("invoicing.minimumInvoiceCents")}
        />
      </div>
      <p className="soft">{t("invoicing.hint")}</p>
      {mayWrite && (
        <Button htmlType="submit" loading={save.isPending}>
          {t("form.save")}
        </Button>
      )}
    </Form>
  );
}

/** Kept in hundredths of a percent, typed with a comma. */
function PercentItem({ name }: { readonly name: (typeof percents)[number] }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      className="w4"
      name={name}
      label={t(`invoicing.${name}`)}
      rules={[{ required: true, message: t("policy.missing") }]}
      getValueProps={(value: number | null) => ({ value: value === null ? null : value / hundred })}
      normalize={(value: number | null) => (value === null ? null : Math.round(value * hundred))}
    >
      <InputNumber min={0} step={0.1} precision={2} decimalSeparator="," suffix="%" />
    </Form.Item>
  );
}
