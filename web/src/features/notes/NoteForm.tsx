import { Button, Checkbox, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../../api/use-submit.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useDraft } from "../../ui/use-draft.ts";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import type { Note } from "../../api/customers.ts";

type Values = { readonly text: string; readonly pinned: boolean };

type Props = {
  /** Where it is written: under a customer, or at a note that is changed. */
  readonly path: string;
  readonly draft: string;
  readonly note?: Note;
  readonly onClose?: () => void;
};

/** Writes a note, or changes one under the version that was read; what is typed survives a reload. */
export function NoteForm({ path, draft: draftName, note, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const said = useSaid();
  const draft = useDraft(form, draftName);
  const problems = useFieldProblems(form);
  const close = () => {
    draft.drop();
    form.resetFields();
    onClose?.();
  };
  const save = useSubmit<Values, Note>({
    path,
    ...(note === undefined ? {} : { method: "PATCH" as const, ifMatch: `"${note.version}"` }),
    refresh: ["customers"],
    onDone: () => {
      said(t("notes.saved"));
      close();
    },
    onProblem: problems.show,
  });
  return (
    <Form
      form={form}
      name={draftName}
      layout="vertical"
      className="note-form"
      initialValues={{ text: note?.text ?? "", pinned: note?.pinned ?? false }}
      onValuesChange={draft.keep}
      onFinish={(values) => save.mutate(values)}
    >
      <ProblemNotice error={save.error} others={problems.others} />
      <Form.Item
        name="text"
        label={t(note === undefined ? "notes.new" : "notes.text")}
        rules={[{ required: true, whitespace: true, message: t("notes.textMissing") }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} maxLength={4_000} />
      </Form.Item>
      <div className="actions">
        <Form.Item name="pinned" valuePropName="checked" noStyle>
          <Checkbox>{t("notes.pinned")}</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("form.save")}
        </Button>
        {onClose !== undefined && <Button onClick={close}>{t("form.leave")}</Button>}
      </div>
    </Form>
  );
}
