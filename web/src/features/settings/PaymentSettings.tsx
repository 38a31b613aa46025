import { useQuery } from "@tanstack/react-query";
import { Button, Form, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import type { PaymentSettings } from "../../api/payment-settings.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { InvoicingRulesSection } from "./InvoicingRules.tsx";
import { PaymentFields } from "./PaymentFields.tsx";
import { useUnits } from "./use-units.tsx";

/** Recebimento: who is paid, by Pix and by boleto, in each unit. */
export function PaymentSettingsSection() {
  const { t } = useTranslation();
  const { units, first } = useUnits();
  const [chosen, setChosen] = useState<string | undefined>();
  const unitId = chosen ?? first;
  const settings = useQuery({
    queryKey: ["business-units", unitId, "payment-settings"],
    queryFn: ({ signal }) =>
      request<PaymentSettings>(`/business-units/${unitId}/payment-settings`, { signal }),
    enabled: unitId !== undefined,
  });
  return (
    <div className="panel payment-settings">
      <Select
        aria-label={t("app.unit")}
        showSearch={{ optionFilterProp: "label" }}
        className="payment-settings-unit"
        value={unitId ?? null}
        onChange={(id: string | null) => setChosen(id ?? undefined)}
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <p className="soft">{t("payTo.hint")}</p>
      <ProblemNotice error={settings.error} onRetry={() => void settings.refetch()} />
      {settings.isPending && <Skeleton active />}
      {settings.data !== undefined && (
        <SettingsForm
          key={`${settings.data.businessUnitId}/${settings.data.version}`}
          settings={settings.data}
        />
      )}
      {unitId !== undefined && <InvoicingRulesSection key={unitId} unitId={unitId} />}
    </div>
  );
}

function SettingsForm({ settings }: { readonly settings: PaymentSettings }) {
  const { t } = useTranslation();
  const said = useSaid();
  const mayWrite = useMay("billing.settings");
  const [form] = Form.useForm<PaymentSettings>();
  const problems = useFieldProblems(form);
  const { businessUnitId, version, ...initial } = settings;
  const save = useSubmit<object, PaymentSettings>({
    path: `/business-units/${businessUnitId}/payment-settings`,
    method: "PUT",
    ifMatch: `"${version}"`,
    refresh: ["business-units"],
    onDone: () => said(t("form.saved")),
    onProblem: problems.show,
  });
  return (
    <Form<PaymentSettings>
      form={form}
      layout="vertical"
      disabled={!mayWrite}
      initialValues={initial}
      onFinish={(values) => save.mutate(values)}
    >
      <ProblemNotice error={save.error} others={problems.others} />
      <PaymentFields />
      {mayWrite && (
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("form.save")}
        </Button>
      )}
    </Form>
  );
}
