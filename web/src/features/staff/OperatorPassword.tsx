import { Form, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../../api/use-submit.ts";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
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
    <Modal
      open
      title={t("staff.passwordOf", { name: operator.name })}
      width={420}
      okText={t("form.save")}
      cancelText={t("form.leave")}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p className="soft">{t("staff.signsOut")}</p>
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <ProblemNotice error={save.error} others={problems.others} />
        <Form.Item name="password" label={t("staff.newPassword")} rules={passwordRules(t)}>
          <PasswordInput length={16} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
