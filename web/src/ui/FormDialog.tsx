import { Form, type FormInstance, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FieldProblem } from "../api/problem.ts";
import { isSave, useKey } from "./keys.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { useConfirmLeave } from "./use-confirm-leave.ts";
import "./form-dialog.css";

type Props<Values> = {
  readonly title: string;
  readonly form: FormInstance<Values>;
  readonly initial?: object | undefined;
  readonly width?: number;
  readonly okText?: string;
  readonly hint?: string;
  readonly error: Error | null;
  readonly others: readonly FieldProblem[];
  readonly isSaving: boolean;
  readonly onSave: (values: Values) => void;
  /** Told of the first field that keeps it from being saved, which may stand on another tab. */
  readonly onInvalid?: (field: string) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A form in a dialog: Ctrl+S saves, Esc asks before it throws away what was typed. */
export function FormDialog<Values>(props: Props<Values>) {
  const { title, form, initial, width = 520, hint, isSaving, onSave, onClose, children } = props;
  const { t } = useTranslation();
  const leave = useConfirmLeave(() => !isSaving && form.isFieldsTouched(), onClose);
  useKey(isSave, form.submit);
  return (
    <Modal
      open
      title={title}
      width={width}
      okText={props.okText ?? t("form.save")}
      cancelText={t("form.leave")}
      confirmLoading={isSaving}
      onOk={form.submit}
      onCancel={leave}
      mask={{ closable: false }}
      className="form-dialog"
    >
      {hint !== undefined && <p className="soft">{hint}</p>}
      <Form<Values>
        form={form}
        layout="vertical"
        {...(initial === undefined ? {} : { initialValues: initial })}
        onFinish={onSave}
        onFinishFailed={({ errorFields }) => {
          props.onInvalid?.(String(errorFields[0]?.name[0] ?? ""));
        }}
      >
        <ProblemNotice error={props.error} others={props.others} />
        {children}
      </Form>
    </Modal>
  );
}
