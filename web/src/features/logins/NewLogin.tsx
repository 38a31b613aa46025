import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { loginRoots } from "./login-task.ts";

type Props = { readonly subscription: Subscription; readonly onClose: () => void };

type LoginForm = {
  readonly username: string;
  readonly password: string;
  readonly portalAccess: boolean;
};

/** Cadastrar Login de Radius (C85): the login, its password, and whether it opens the portal. */
export function NewLogin({ subscription, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<LoginForm>();
  const problems = useFieldProblems(form);
  const said = useSaid();
  const save = useSubmit<LoginForm, object>({
    path: `/subscriptions/${subscription.id}/logins`,
    refresh: loginRoots,
    onDone: (_, { username }) => {
      said(t("login.created", { name: username }));
      onClose();
    },
    onProblem: problems.show,
  });
  return (
    <FormDialog
      title={t("login.newTitle")}
      form={form}
      initial={{ portalAccess: false }}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={save.mutate}
      onClose={onClose}
    >
      <ReadOnlyField label={t("login.plan")} value={planOf(subscription).name} />
      <LoginFields />
    </FormDialog>
  );
}

function LoginFields() {
  const { t } = useTranslation();
  return (
    <>
      <UsernameItem label={t("login.username")} hint={t("login.usernameHint")} />
      <PasswordItem />
      <Form.Item
        name="portalAccess"
        label={t("login.portalAccess")}
        extra={t("login.portalHint")}
        rules={[{ required: true }]}
      >
        <Radio.Group
          options={[
            { value: true, label: t("form.yes") },
            { value: false, label: t("form.no") },
          ]}
        />
      </Form.Item>
    </>
  );
}

/** A login's name, in the letters that all servers take. */
export function UsernameItem({ label, hint }: { readonly label: string; readonly hint?: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="username"
      label={label}
      extra={hint}
      normalize={(typed: string) => typed.toLowerCase().trim()}
      rules={[
        { required: true, message: t("access.usernameMissing") },
        { pattern: /^[a-z0-9][a-z0-9._-]*$/, message: t("access.usernameWrong") },
      ]}
    >
      <Input autoComplete="off" spellCheck={false} autoFocus />
    </Form.Item>
  );
}

/** A login's password, typed or made. */
export function PasswordItem() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="password"
      label={t("access.password")}
      rules={[
        { required: true, message: t("access.passwordMissing") },
        { min: 8, message: t("access.passwordShort") },
      ]}
    >
      <PasswordInput />
    </Form.Item>
  );
}
