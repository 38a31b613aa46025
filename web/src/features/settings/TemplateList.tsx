import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, type FormInstance, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { Named } from "../../api/catalogue.ts";
import { request } from "../../api/client.ts";
import { useList } from "../../api/lists.ts";
import { ApiProblem } from "../../api/problem.ts";
import { ListScreen } from "../../ui/ListScreen.tsx";
import { NameField } from "./named-lists.tsx";
import { UnitField, useUnits, withoutUnit } from "./use-units.tsx";

type Template = Named & { readonly body: string };
type Variable = { readonly name: string; readonly description: string; readonly sample: string };

const start = "# Contrato nº {{ contract.number }}\n\n{{ customer.name }}\n";

/** Modelos de Contrato (C40): a text with variables, tried before it is kept. */
export function TemplateList() {
  const { t } = useTranslation();
  const { nameOf, query } = useUnits();
  return (
    <ListScreen<Template>
      name="contract-templates"
      query={query}
      columns={[
        { title: t("list.name"), dataIndex: "name" },
        { title: t("app.unit"), dataIndex: "businessUnitId", render: nameOf },
        { title: t("settings.version"), dataIndex: "version", align: "right", width: 100 },
      ]}
      edit={{
        toForm: ({ name, body, businessUnitId }) => ({
          name,
          body,
          businessUnitId: businessUnitId ?? undefined,
        }),
        toBody: withoutUnit,
      }}
      create={{
        permission: "catalogue.write",
        title: t("settings.newTemplate"),
        width: 980,
        initial: { body: start },
        fields: (form, entry) => <TemplateFields form={form} isNew={entry === undefined} />,
      }}
    />
  );
}

function TemplateFields({ form, isNew }: { readonly form: FormInstance; readonly isNew: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="form-row">
      <NameField className="w6" />
      <div className="w6">
        <UnitField isFixed={!isNew} isOptional />
      </div>
      <Form.Item
        className="w8"
        name="body"
        label={t("settings.templateBody")}
        extra={t("settings.templateHint")}
        rules={[{ required: true, whitespace: true, message: t("settings.templateMissing") }]}
      >
        <Input.TextArea className="code" rows={16} maxLength={60_000} spellCheck={false} />
      </Form.Item>
      <VariableList form={form} />
      <Preview form={form} />
    </div>
  );
}

/** What may be named; a click puts it where the text ends. */
function VariableList({ form }: { readonly form: FormInstance }) {
  const { t } = useTranslation();
  const variables = useList<Variable>("contract-templates/variables").data ?? [];
  const add = (name: string) =>
    form.setFieldValue("body", `${String(form.getFieldValue("body") ?? "")}{{ ${name} }}`);
  return (
    <div className="w4 template-variables">
      <strong>{t("settings.variables")}</strong>
      <ul>
        {variables.map(({ name, description, sample }) => (
          <li key={name}>
            <Button type="link" size="small" title={sample} onClick={() => add(name)}>
              <span className="code">{name}</span>
            </Button>
            <span className="soft">{description}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Preview({ form }: { readonly form: FormInstance }) {
  const { t } = useTranslation();
  const shown = useMutation<{ readonly text: string }>({
    mutationFn: () =>
      request("/contract-templates/preview", {
        method: "POST",
        body: { body: String(form.getFieldValue("body") ?? "") },
      }),
  });
  return (
    <div>
      <Button onClick={() => shown.mutate()} loading={shown.isPending}>
        {t("settings.preview")}
      </Button>
      {shown.error !== null && (
        <Alert type="error" showIcon className="form-note" title={mistake(shown.error)} />
      )}
      {shown.data !== undefined && <pre className="template-preview">{shown.data.text}</pre>}
    </div>
  );
}

function mistake(error: Error): string {
  if (!(error instanceof ApiProblem)) return error.message;
  return error.errors[0]?.detail ?? error.message;
}
