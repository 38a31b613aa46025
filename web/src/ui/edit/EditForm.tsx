import { Button, Form, type FormInstance } from "antd";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { isLeave, isSave, useKey } from "../keys.ts";
import { ProblemNotice } from "../ProblemNotice.tsx";
import { useConfirmLeave } from "../use-confirm-leave.ts";
import { useFirstField } from "../use-first-field.ts";
import { useSaid } from "../use-said.ts";
import type { Values } from "./changes.ts";
import { type Resource, useEditSave } from "./use-edit-save.ts";
import type { EditWords } from "./words.ts";

const ConflictDialog = lazy(async () => ({
  default: (await import("./ConflictDialog.tsx")).ConflictDialog,
}));

export type EditProps<Read> = Resource<Read> & {
  readonly words: EditWords;
  /** What is said once it is saved. */
  readonly saved: string;
  readonly warning?: ReactNode;
  readonly fields: (read: Read, form: FormInstance) => ReactNode;
};

type Props<Read> = EditProps<Read> & { readonly read: Read; readonly onEnd: () => void };

/** The fields of what is edited, saved under the version that was read (C45). */
export function EditForm<Read>(props: Props<Read>) {
  const { read, toForm, words, saved, warning, fields, onEnd } = props;
  const { t } = useTranslation();
  const said = useSaid();
  const [form] = Form.useForm<Values>();
  const onSaved = () => {
    said(saved);
    onEnd();
  };
  const edit = useEditSave<Read>(props, form, read, onSaved);
  const leave = useConfirmLeave(() => edit.changes().length > 0, onEnd);
  const box = useFirstField();
  // Another tab may be edited at the same time; the keys are for the one that is seen.
  const isSeen = () => box.current?.checkVisibility() === true;
  useKey((event) => isSave(event) && edit.met === undefined && isSeen(), form.submit);
  useKey((event) => isLeave(event) && isSeen(), leave);
  return (
    <div ref={box}>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={toForm(read)}
        onFinish={edit.submit}
        className="tab-form"
      >
        {warning}
        <ProblemNotice error={edit.error} others={edit.others} />
        {fields(read, form)}
        <div className="tab-actions">
          <Button type="primary" htmlType="submit" loading={edit.isSaving}>
            {t("form.save")}
          </Button>
          <Button onClick={leave}>{t("form.leave")}</Button>
        </div>
      </Form>
      {edit.met !== undefined && (
        <Suspense>
          <ConflictDialog {...edit.met} words={words} onSettle={edit.settle} onBack={edit.back} />
        </Suspense>
      )}
    </div>
  );
}
