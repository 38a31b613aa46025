import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../../api/use-submit.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";

type Values = { readonly name: string; readonly endsOn?: string };
type Body = { readonly name: string; readonly expiresAt: string | null };

type Props = { readonly name: string; readonly onMade: (token: string) => void };

/** Makes a token; it lasts to the end of a day, or until it is revoked. */
export function NewToken({ name, onMade }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const problems = useFieldProblems(form);
  const save = useSubmit<Body, { readonly token: string | null }>({
    path: `/${name}`,
    refresh: [name],
    onDone: ({ token }) => {
      form.resetFields();
      if (token !== null) onMade(token);
    },
    onProblem: problems.show,
  });
  const make = ({ name: called, endsOn }: Values) =>
    save.mutate({
      name: called,
      expiresAt: endsOn === undefined ? null : new Date(`${endsOn}T23:59:59`).toISOString(),
    });
  return (
    <Form form={form} name="new-token" layout="vertical" onFinish={make}>
      <ProblemNotice error={save.error} others={problems.others} />
      <div className="staff-token">
        <Form.Item
          name="name"
          label={t("staff.tokenName")}
          rules={[{ required: true, whitespace: true, message: t("list.nameMissing") }]}
        >
          <Input autoComplete="off" maxLength={80} />
        </Form.Item>
        <DayItem name="endsOn" label={t("staff.tokenEnds")} />
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("staff.makeToken")}
        </Button>
      </div>
    </Form>
  );
}
