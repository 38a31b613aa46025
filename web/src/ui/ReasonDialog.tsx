import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../api/use-submit.ts";
import { FormDialog } from "./FormDialog.tsx";
import { useFieldProblems } from "./use-field-problems.ts";
import { useSaid } from "./use-said.ts";

type Values = { readonly reason: string };
type Props = {
  readonly path: string;
  /** First parts of the query keys that the act makes stale. */
  readonly refresh: readonly string[];
  readonly title: string;
  readonly okText: string;
  readonly hint: string;
  /** What is said when it is done. */
  readonly done: string;
  readonly onEnd: () => void;
};

const longestReason = 255;

/** Asks why, and then does what cannot be undone; the reason is kept with it. */
export function ReasonDialog({ path, refresh, title, okText, hint, done, onEnd }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const [form] = Form.useForm<Values>();
  const problems = useFieldProblems(form);
  const save = useSubmit<Values, object>({
    path,
    refresh,
    onDone: () => {
      said(done);
      onEnd();
    },
    onProblem: problems.show,
  });
  return (
    <FormDialog<Values>
      title={title}
      okText={okText}
      hint={hint}
      form={form}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={save.mutate}
      onClose={onEnd}
    >
      <Form.Item
        name="reason"
        label={t("reason.label")}
        rules={[{ required: true, whitespace: true, message: t("reason.missing") }]}
      >
        <Input.TextArea rows={2} maxLength={longestReason} showCount />
      </Form.Item>
    </FormDialog>
  );
}
