import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { mailboxRoots } from "../../api/mailboxes.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { PasswordItem } from "../logins/NewLogin.tsx";
import type { MailboxTask } from "./mailbox-task.ts";

type PasswordForm = { readonly password: string };

/** Trocar Senha do E-Mail (C79): whoever is logged in must log in again, and the dialog says so. */
export function MailboxPassword({ item, onClose }: MailboxTask) {
  const { t } = useTranslation();
  const [form] = Form.useForm<PasswordForm>();
  const problems = useFieldProblems(form);
  const said = useSaid();
  const save = useSubmit<PasswordForm, object>({
    path: `/mailboxes/${item.id}/password`,
    method: "PUT",
    refresh: mailboxRoots,
    onDone: () => {
      said(t("mailbox.passwordChanged", { name: item.name }));
      onClose();
    },
    onProblem: problems.show,
  });
  return (
    <FormDialog
      title={t("menu.change-email-password")}
      form={form}
      hint={t("mailbox.passwordHint")}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={save.mutate}
      onClose={onClose}
    >
      <ReadOnlyField label={t("mailbox.address")} value={item.name} />
      <PasswordItem />
    </FormDialog>
  );
}
