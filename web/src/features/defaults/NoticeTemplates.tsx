import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { type Page, request } from "../../api/client.ts";
import type { NoticeTemplate } from "../../api/default-ladder.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";

const longestBody = 20_000;

/** Modelos de aviso: what a unit writes before, on and after a due date, and before a suspension. */
export function NoticeTemplates({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation();
  const templates = useQuery({
    queryKey: ["business-units", unitId, "notice-templates"],
    queryFn: ({ signal }) =>
      request<Page<NoticeTemplate>>(`/business-units/${unitId}/notice-templates`, { signal }),
  });
  return (
    <section className="panel defaults-policy" aria-label={t("notice.templates")}>
      <h2>{t("notice.templates")}</h2>
      <p className="soft">{t("notice.templatesHint")}</p>
      <ProblemNotice error={templates.error} onRetry={() => void templates.refetch()} />
      <Tabs
        items={(templates.data?.items ?? []).map((template) => ({
          key: template.kind,
          label: t(`notice.kinds.${template.kind}`),
          children: <TemplateForm key={template.version} template={template} />,
        }))}
      />
    </section>
  );
}

type Values = Pick<NoticeTemplate, "subject" | "body">;

function TemplateForm({ template }: { readonly template: NoticeTemplate }) {
  const { t } = useTranslation();
  const said = useSaid();
  const mayWrite = useMay("billing.policy");
  const [form] = Form.useForm<Values>();
  const problems = useFieldProblems(form);
  const { businessUnitId, kind, version, subject, body } = template;
  const save = useSubmit<Values, NoticeTemplate>({
    path: `/business-units/${businessUnitId}/notice-templates/${kind}`,
    method: "PUT",
    ifMatch: `"${version}"`,
    refresh: ["business-units"],
    onDone: () => said(t("form.saved")),
    onProblem: problems.show,
  });
  const missing = [{ required: true, whitespace: true, message: t("notice.textMissing") }];
  return (
    <Form<Values>
      form={form}
      name={`notice-${kind}`}
      layout="vertical"
      disabled={!mayWrite}
      initialValues={{ subject, body }}
      onFinish={save.mutate}
    >
      <ProblemNotice error={save.error} others={problems.others} />
      <Form.Item name="subject" label={t("notice.subject")} rules={missing}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="body" label={t("notice.body")} rules={missing}>
        <Input.TextArea autoSize={{ minRows: 8, maxRows: 24 }} maxLength={longestBody} />
      </Form.Item>
      {mayWrite && (
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("form.save")}
        </Button>
      )}
    </Form>
  );
}
