import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { passwordRules } from "./password-rules.ts";
import type { Operator } from "./staff.ts";

type Props = { readonly operator: Operator; readonly onClose: () => void };

/** A new password for somebody who forgot his; he is signed out everywhere. */
export function OperatorPassword({ operator, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ readonly password: string }>();
  const said = useSaid();
  const problems = useFieldProblems(form);
  const save = useSubmit<{ readonly password: string }, undefined>({
    path: `/operators/${operator.id}/password`,
    method: "PUT",
    refresh: ["operators"],
    onDone: () => {
      said(t("staff.passwordSet", { name: operator.name }));
      onClose();
    },
    onProblem: problems.show,
  });
  return (
    <FormDialog
      title={t("staff.passwordOf", { name: operator.name })}
      hint={t("staff.signsOut")}
      form={form}
      width={420}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={save.mutate}
      onClose={onClose}
    >
      <Form.Item name="password" label={t("staff.newPassword")} rules={passwordRules(t)}>
        <PasswordInput length={16} />
      </Form.Item>
    </FormDialog>
  );
}
