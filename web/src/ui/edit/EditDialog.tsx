import { Form, type FormInstance } from "antd";
import { lazy, type ReactNode, Suspense } from "react";
import { FormDialog } from "../FormDialog.tsx";
import { useSaid } from "../use-said.ts";
import type { Values } from "./changes.ts";
import { type Resource, useEditSave } from "./use-edit-save.ts";
import type { EditWords } from "./words.ts";

const ConflictDialog = lazy(async () => ({
  default: (await import("./ConflictDialog.tsx")).ConflictDialog,
}));

type Props<Read> = {
  readonly title: string;
  readonly width?: number;
  readonly read: Read;
  readonly resource: Resource<Read>;
  readonly words: EditWords;
  /** What is said once it is saved. */
  readonly saved: string;
  /** Told of the first field that keeps it from being saved, which may stand on another tab. */
  readonly onInvalid?: (field: string) => void;
  readonly onClose: () => void;
  readonly children: (form: FormInstance) => ReactNode;
};

/** An edit in a dialog, saved under the version that was read; two that meet are laid side by side (C45). */
export function EditDialog<Read>(props: Props<Read>) {
  const { title, width, read, resource, words, saved, onInvalid, onClose } = props;
  const [form] = Form.useForm<Values>();
  const said = useSaid();
  const edit = useEditSave<Read>(resource, form, read, () => {
    said(saved);
    onClose();
  });
  return (
    <>
      <FormDialog<Values>
        title={title}
        form={form}
        initial={resource.toForm(read)}
        error={edit.error}
        others={edit.others}
        isSaving={edit.isSaving}
        onSave={edit.submit}
        onClose={onClose}
        {...(width !== undefined && { width })}
        {...(onInvalid !== undefined && { onInvalid })}
      >
        {props.children(form)}
      </FormDialog>
      {edit.met !== undefined && (
        <Suspense>
          <ConflictDialog {...edit.met} words={words} onSettle={edit.settle} onBack={edit.back} />
        </Suspense>
      )}
    </>
  );
}
