import { Checkbox, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Domain } from "../../api/hosting.ts";
import { hostingRoots } from "../../api/hosting.ts";
import { planOf } from "../../api/plan-of.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import { toAscii, toUnicode } from "../../ui/punycode.ts";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { type DomainForm, type DomainTab, newBodyOf, tabOf } from "./domain-form.ts";
import { DomainTabs } from "./DomainTabs.tsx";
import type { HostingTaskProps } from "./hosting-task.ts";

/** Cadastrar Novo Domínio (C93, C94). */
export function NewDomain({ subscription, onClose }: HostingTaskProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<DomainForm>();
  const [tab, setTab] = useState<DomainTab>("registration");
  const problems = useFieldProblems(form);
  const said = useSaid();
  const save = useSubmit<object, Domain>({
    path: `/subscriptions/${subscription.id}/domains`,
    refresh: hostingRoots,
    onDone: ({ name }) => {
      said(t("hosting.domainCreated", { name: toUnicode(name) }));
      onClose();
    },
    onProblem: (problem) => {
      const field = problems.show(problem);
      if (field !== undefined) setTab(tabOf(field));
    },
  });
  return (
    <FormDialog<DomainForm>
      title={t("menu.new-domain")}
      form={form}
      initial={{ name: "", statistics: false, saveOnServer: true }}
      width={720}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={(values) => save.mutate(newBodyOf(values))}
      onInvalid={(field) => setTab(tabOf(field))}
      onClose={onClose}
    >
      <DomainTabs
        isNew
        tab={tab}
        onTab={setTab}
        head={
          <>
            <NameItem />
            <ReadOnlyField
              className="w8"
              label={t("hosting.plan")}
              value={planOf(subscription).name}
            />
            <ReadOnlyField
              className="w4"
              label={t("hosting.sizeMb")}
              value={subscription.plan?.hosting?.diskMb ?? "–"}
            />
          </>
        }
        ftp={<FirstFtpUser />}
        foot={
          <Form.Item
            name="saveOnServer"
            valuePropName="checked"
            extra={t("hosting.saveOnServerHint")}
          >
            <Checkbox>{t("hosting.saveOnServer")}</Checkbox>
          </Form.Item>
        }
      />
    </FormDialog>
  );
}

/** The name as a person writes it, and below it as the servers will keep it. */
function NameItem() {
  const { t } = useTranslation();
  const typed = Form.useWatch<string | undefined>("name") ?? "";
  const ascii = toAscii(typed);
  const isOther = ascii !== undefined && ascii !== typed.trim().toLowerCase();
  return (
    <Form.Item
      name="name"
      label={t("hosting.domainName")}
      extra={isOther ? t("hosting.domainAscii", { name: ascii }) : t("hosting.domainHint")}
      validateTrigger="onBlur"
      rules={[
        {
          required: true,
          validator: (_, text: string) =>
            toAscii(text) === undefined
              ? Promise.reject(new Error(t("problem.field.domain")))
              : Promise.resolve(),
        },
      ]}
    >
      <Input autoFocus autoComplete="off" spellCheck={false} maxLength={253} />
    </Form.Item>
  );
}

/** Login de FTP and its password: either both or none. */
function FirstFtpUser() {
  const { t } = useTranslation();
  const username = Form.useWatch<string | undefined>(["ftp", "username"]) ?? "";
  const isGiven = username.trim() !== "";
  return (
    <>
      <Form.Item
        className="w6"
        name={["ftp", "username"]}
        label={t("hosting.ftpLogin")}
        extra={t("hosting.ftpLoginHint")}
        normalize={(text: string) => text.toLowerCase().trim()}
        rules={[{ pattern: /^[a-z][a-z0-9_.-]{1,31}$/, message: t("hosting.ftpLoginWrong") }]}
      >
        <Input autoComplete="off" spellCheck={false} maxLength={32} />
      </Form.Item>
      <Form.Item
        className="w6"
        name={["ftp", "password"]}
        label={t("hosting.ftpPassword")}
        dependencies={[["ftp", "username"]]}
        rules={
          isGiven
            ? [
                { required: true, message: t("access.passwordMissing") },
                { min: 8, message: t("access.passwordShort") },
              ]
            : []
        }
      >
        <PasswordInput />
      </Form.Item>
    </>
  );
}
