import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Radio, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { useUnits } from "./use-units.tsx";

type MailPolicy = {
  readonly businessUnitId: string;
  readonly version: number;
  readonly refusesSuspended: boolean;
  readonly suspendedText: string;
};

/** E-mail: what becomes of mail to suspended mailboxes, in each unit. */
export function MailPolicySection() {
  const { t } = useTranslation();
  const { units, first } = useUnits();
  const [chosen, setChosen] = useState<string | undefined>();
  const unitId = chosen ?? first;
  const policy = useQuery({
    queryKey: ["business-units", unitId, "mail-policy"],
    queryFn: ({ signal }) =>
      request<MailPolicy>(`/business-units/${unitId}/mail-policy`, { signal }),
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
      <p className="soft">{t("mailPolicy.hint")}</p>
      <ProblemNotice error={policy.error} onRetry={() => void policy.refetch()} />
      {policy.isPending && <Skeleton active />}
      {policy.data !== undefined && (
        <PolicyForm
          key={`${policy.data.businessUnitId}/${policy.data.version}`}
          policy={policy.data}
        />
      )}
    </div>
  );
}

/** One line of SMTP, as the mail service checks it. */
const spoken = /^[ -~]{1,200}$/;

function PolicyForm({ policy }: { readonly policy: MailPolicy }) {
  const { t } = useTranslation();
  const said = useSaid();
  const mayWrite = useMay("catalogue.write");
  const [form] = Form.useForm<object>();
  const problems = useFieldProblems(form);
  const { businessUnitId, version, ...initial } = policy;
  const save = useSubmit<object, MailPolicy>({
    path: `/business-units/${businessUnitId}/mail-policy`,
    method: "PUT",
    ifMatch: `"${version}"`,
    refresh: ["business-units"],
    onDone: () => said(t("form.saved")),
    onProblem: problems.show,
  });
  const choices = [false, true].map((value) => ({
    value,
    label: t(value ? "mailPolicy.refuse" : "mailPolicy.keep"),
  }));
  return (
    <Form
      form={form}
      layout="vertical"
      disabled={!mayWrite}
      initialValues={initial}
      onFinish={(values) => save.mutate(values)}
    >
      <ProblemNotice error={save.error} others={problems.others} />
      <Form.Item name="refusesSuspended" label={t("mailPolicy.refuses")}>
        <Radio.Group options={choices} />
      </Form.Item>
      <Form.Item
        name="suspendedText"
        label={t("mailPolicy.text")}
        rules={[{ required: true, pattern: spoken, message: t("mailPolicy.textWrong") }]}
      >
        <Input maxLength={200} showCount autoComplete="off" />
      </Form.Item>
      {mayWrite && (
        <Button htmlType="submit" type="primary" loading={save.isPending}>
          {t("form.save")}
        </Button>
      )}
    </Form>
  );
}
