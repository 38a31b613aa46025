import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Form, InputNumber, Select, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import type { UnitPolicies } from "../../api/default-ladder.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { formatDay } from "../../ui/dates.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { MoneyItem } from "../../ui/MoneyItem.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { useUnits } from "../settings/use-units.tsx";
import { NoticeTemplates } from "./NoticeTemplates.tsx";
import "./defaults.css";

/** Inadimplência of a unit: its policy, and what it writes to its customers. */
export function DefaultPolicySection() {
  const { t } = useTranslation();
  const { units, first } = useUnits();
  const [chosen, setChosen] = useState<string | undefined>();
  const unitId = chosen ?? first;
  const policy = useQuery({
    queryKey: ["business-units", unitId, "default-policy"],
    queryFn: ({ signal }) =>
      request<UnitPolicies>(`/business-units/${unitId}/default-policy`, { signal }),
    enabled: unitId !== undefined,
  });
  return (
    <>
      <div className="panel defaults-policy">
        <Select
          aria-label={t("app.unit")}
          className="defaults-day"
          value={unitId ?? null}
          onChange={(id: string | null) => setChosen(id ?? undefined)}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <ProblemNotice error={policy.error} onRetry={() => void policy.refetch()} />
        {policy.data !== undefined && (
          <PolicyForm
            key={`${policy.data.businessUnitId}/${policy.data.version}`}
            policies={policy.data}
          />
        )}
      </div>
      {unitId !== undefined && <NoticeTemplates unitId={unitId} key={unitId} />}
    </>
  );
}

const days = ["suspendAfterNoticeDays", "rescindAfterSuspensionDays", "clearingDays"] as const;
const counts = ["dailyCap", "unlockDays", "unlocksPerMonth"] as const;

function PolicyForm({ policies }: { readonly policies: UnitPolicies }) {
  const { t } = useTranslation();
  const said = useSaid();
  const mayWrite = useMay("billing.policy");
  const [form] = Form.useForm<object>();
  const problems = useFieldProblems(form);
  const { businessUnitId, version, fromOn: _from, sinceOn, coming, ...initial } = policies;
  const save = useSubmit<object, UnitPolicies>({
    path: `/business-units/${businessUnitId}/default-policy`,
    method: "PATCH",
    ifMatch: `"${version}"`,
    refresh: ["business-units", "default-days", "customers"],
    onDone: () => said(t("form.saved")),
    onProblem: problems.show,
  });
  const since = sinceOn === null ? t("policy.off") : t("policy.since", { day: formatDay(sinceOn) });
  return (
    <Form
      form={form}
      layout="vertical"
      disabled={!mayWrite}
      initialValues={initial}
      onFinish={(values) => save.mutate(values)}
    >
      <Alert
        className="defaults-head"
        type={sinceOn === null ? "info" : "success"}
        showIcon
        title={since}
        description={t("policy.hint")}
      />
      {coming.map(({ fromOn, on }) => (
        <Alert
          key={fromOn}
          className="defaults-head"
          type="info"
          title={t(on ? "policy.comingOn" : "policy.comingOff", { day: formatDay(fromOn) })}
        />
      ))}
      <ProblemNotice error={save.error} others={problems.others} />
      <Form.Item name="on" label={t("policy.on")} valuePropName="checked">
        <Switch />
      </Form.Item>
      <div className="form-row">
        {days.map((name) => (
          <NumberItem key={name} name={name} />
        ))}
      </div>
      <div className="form-row">
        <MoneyItem className="w4" name="minDebtCents" label={t("policy.minDebtCents")} />
        {counts.map((name) => (
          <NumberItem key={name} name={name} />
        ))}
      </div>
      <Form.Item name="automatic" valuePropName="checked">
        <Checkbox>{t("policy.automatic")}</Checkbox>
      </Form.Item>
      <Form.Item name="reminds" valuePropName="checked">
        <Checkbox>{t("policy.reminds")}</Checkbox>
      </Form.Item>
      <DayItem
        className="w4"
        name="fromOn"
        label={t("policy.fromOn")}
        extra={t("policy.fromHint")}
      />
      {mayWrite && (
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("form.save")}
        </Button>
      )}
    </Form>
  );
}

function NumberItem({ name }: { readonly name: (typeof days | typeof counts)[number] }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      className="w4"
      name={name}
      label={t(`policy.${name}`)}
      rules={[{ required: true, message: t("policy.missing") }]}
    >
      <InputNumber min={0} precision={0} className="full" />
    </Form.Item>
  );
}
