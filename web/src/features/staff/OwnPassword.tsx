import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../../api/use-submit.ts";
import { useSession } from "../../app/session.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { passwordRules } from "./password-rules.ts";

type Values = { readonly password: string; readonly newPassword: string };

/** One's own password; afterwards every session has ended, this one too. */
export function OwnPassword({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const { leave } = useSession();
  const said = useSaid();
  const problems = useFieldProblems(form);
  const save = useSubmit<Values, undefined>({
    path: "/session/password",
    method: "PUT",
    refresh: [],
    onDone: () => {
      said(t("staff.ownPasswordDone"));
      void leave();
    },
    onProblem: (problem) => {
      if (problem.code !== "gateway.credentials_wrong") problems.show(problem);
      else form.setFields([{ name: "password", errors: [t("staff.presentWrong")] }]);
    },
  });
  const isShown = save.error?.code !== "gateway.credentials_wrong";
  return (
    <FormDialog
      title={t("staff.ownPassword")}
      hint={t("staff.ownPasswordHint")}
      form={form}
      width={420}
      error={isShown ? save.error : null}
      others={problems.others}
      isSaving={save.isPending}
      onSave={save.mutate}
      onClose={onClose}
    >
      <Form.Item
        name="password"
        label={t("staff.presentPassword")}
        rules={[{ required: true, message: t("session.passwordMissing") }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="newPassword" label={t("staff.newPassword")} rules={passwordRules(t)}>
        <PasswordInput length={16} />
      </Form.Item>
    </FormDialog>
  );
}
