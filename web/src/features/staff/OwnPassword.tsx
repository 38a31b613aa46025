import { Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../../api/use-submit.ts";
import { useSession } from "../../app/session.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
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
    <Modal
      open
      title={t("staff.ownPassword")}
      width={420}
      okText={t("form.save")}
      cancelText={t("form.leave")}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p className="soft">{t("staff.ownPasswordHint")}</p>
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <ProblemNotice error={isShown ? save.error : null} others={problems.others} />
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
      </Form>
    </Modal>
  );
}
