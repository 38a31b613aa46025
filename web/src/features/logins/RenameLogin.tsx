import { Form } from "antd";
import { useTranslation } from "react-i18next";
import type { Login } from "../../api/logins.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { loginRoots } from "./login-task.ts";
import { UsernameItem } from "./NewLogin.tsx";

type Props = { readonly login: Login; readonly onClose: () => void };
type RenameForm = { readonly username: string };

/** Gives a login another name, and its mailbox the same one; the dialog says what the customer has to do. */
export function RenameLogin({ login: { id, version, username }, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<RenameForm>();
  const problems = useFieldProblems(form);
  const said = useSaid();
  const save = useSubmit<RenameForm, object>({
    path: `/logins/${id}/username`,
    method: "PUT",
    ifMatch: `"${version}"`,
    refresh: loginRoots,
    onDone: (_, { username: name }) => {
      said(t("login.renamed", { name }));
      onClose();
    },
    onProblem: problems.show,
  });
  return (
    <FormDialog
      title={t("login.renameTitle")}
      form={form}
      hint={t("login.renameHint")}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={save.mutate}
      onClose={onClose}
    >
      <ReadOnlyField label={t("login.username")} value={username} />
      <UsernameItem label={t("login.newUsername")} />
    </FormDialog>
  );
}
