import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { type LoginTask, loginRoots } from "./login-task.ts";
import { PasswordItem } from "./NewLogin.tsx";

type PasswordForm = { readonly password: string };

/** Alterar Senha de Autenticação (C86): the mailbox's password changes with it, and the dialog says so. */
export function LoginPassword({ item, onClose }: LoginTask) {
  const { t } = useTranslation();
  const [form] = Form.useForm<PasswordForm>();
  const problems = useFieldProblems(form);
  const said = useSaid();
  const save = useSubmit<PasswordForm, object>({
    path: `/logins/${item.id}/password`,
    method: "PUT",
    refresh: loginRoots,
    onDone: () => {
      said(t("login.passwordChanged", { name: item.name }));
      onClose();
    },
    onProblem: problems.show,
  });
  return (
    <FormDialog
      title={t("login.passwordTitle")}
      form={form}
      hint={t("login.passwordHint")}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={save.mutate}
      onClose={onClose}
    >
      <ReadOnlyField label={t("login.username")} value={item.name} />
      <PasswordItem />
    </FormDialog>
  );
}
