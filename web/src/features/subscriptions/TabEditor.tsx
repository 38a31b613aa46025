import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, type FormInstance } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { useMay } from "../../app/session.tsx";
import { useSubmit } from "../../api/use-submit.ts";
import { isSave, useKey } from "../../ui/keys.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { changesOf, type Change, type TabValues } from "./tab-changes.ts";

export type EditedTab = "detail" | "billing" | "contract" | "invoicing";

type Props = {
  readonly subscription: Subscription;
  readonly tab: EditedTab;
  readonly permission?: string;
  readonly warning?: ReactNode;
  /** The tab as it is read. */
  readonly children: ReactNode;
  readonly fields: (form: FormInstance) => ReactNode;
  readonly toForm: (subscription: Subscription) => TabValues;
  readonly labelOf: (field: string) => string;
};

/** A tab that is read until Editar, and saved apart from the others under its own version (C45). */
export function TabEditor(props: Props) {
  const { subscription, tab, permission = "subscriptions.write", children } = props;
  const { t } = useTranslation();
  const mayEdit = useMay(permission) && subscription.list !== "cancelled";
  const [present, setPresent] = useState<Subscription>();
  const begin = async () =>
    setPresent(await request<Subscription>(`/subscriptions/${subscription.id}`));
  if (present !== undefined && present.etags?.[tab] !== undefined)
    return <EditForm {...props} present={present} onEnd={() => setPresent(undefined)} />;
  return (
    <>
      {mayEdit && (
        <div className="tab-actions">
          <Button onClick={() => void begin()}>{t("tab.edit")}</Button>
        </div>
      )}
      {children}
    </>
  );
}

type FormProps = Props & { readonly present: Subscription; readonly onEnd: () => void };

function EditForm({ present: read, onEnd, ...props }: FormProps) {
  const { tab, fields, toForm, labelOf, warning } = props;
  const { t } = useTranslation();
  const said = useSaid();
  const client = useQueryClient();
  const [form] = Form.useForm<TabValues>();
  const [present, setPresent] = useState(read);
  const [theirs, setTheirs] = useState<readonly Change[]>();
  const problems = useFieldProblems(form);
  const save = useSubmit<object, object>({
    path: `/subscriptions/${read.id}/${tab}`,
    method: "PATCH",
    ifMatch: `"${present.etags?.[tab] ?? ""}"`,
    refresh: ["customers", "subscriptions"],
    onDone: () => {
      said(t("tab.saved", { tab: t(`tab.${tab}`) }));
      onEnd();
    },
    onProblem: (problem) => {
      if (problem.status === 412) void meet();
      else problems.show(problem);
    },
  });
  /** Somebody was faster: what he changed is shown, and nothing that was typed here is lost. */
  const meet = async () => {
    const now = await request<Subscription>(`/subscriptions/${read.id}`);
    setTheirs(changesOf(toForm(present), toForm(now)));
    setPresent(now);
    void client.invalidateQueries({ queryKey: ["customers"] });
  };
  useKey(isSave, () => form.submit());
  const submit = (values: TabValues) => {
    const typed = changesOf(toForm(read), values);
    if (typed.length === 0) onEnd();
    else save.mutate(Object.fromEntries(typed.map(({ field, now }) => [field, now ?? null])));
  };
  return (
    <Form<TabValues>
      form={form}
      layout="vertical"
      initialValues={toForm(read)}
      onFinish={submit}
      className="tab-form"
    >
      {warning}
      {theirs !== undefined && (
        <Alert
          type="warning"
          showIcon
          title={t("tab.stale")}
          description={theirs.map(({ field, was, now }) => (
            <div key={field}>
              {labelOf(field)}: {written(was)} → <strong>{written(now)}</strong>
            </div>
          ))}
        />
      )}
      {theirs === undefined && <ProblemNotice error={save.error} others={problems.others} />}
      <div className="form-row">{fields(form)}</div>
      <div className="tab-actions">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t(theirs === undefined ? "form.save" : "tab.saveMine")}
        </Button>
        <Button onClick={onEnd}>{t("form.leave")}</Button>
      </div>
    </Form>
  );
}

function written(value: unknown): string {
  if (value === undefined || value === null || value === "") return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}
