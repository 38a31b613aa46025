import { Form, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../api/use-submit.ts";
import { isSave, useKey } from "./keys.ts";
import type { Entry, EntryForm, ListScreenProps } from "./ListScreen.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { useFieldProblems } from "./use-field-problems.ts";
import { useSaid } from "./use-said.ts";

type Props<T extends Entry> = {
  readonly name: string;
  readonly form: EntryForm<T>;
  readonly entry: T | undefined;
  readonly entryKey: string;
  readonly edit: ListScreenProps<T>["edit"];
  readonly onClose: () => void;
};

/** The dialog of a new entry, or of one that is changed under the version that was read. */
export function EntryDialog<T extends Entry>(props: Props<T>) {
  const { name, form: create, entry, entryKey, edit = {}, onClose } = props;
  const { t } = useTranslation();
  const said = useSaid();
  const [form] = Form.useForm();
  const problems = useFieldProblems(form);
  const isNew = entry === undefined;
  const save = useSubmit<object, object>({
    path: isNew ? `/${name}` : `/${name}/${entryKey}`,
    ...(isNew ? {} : { method: "PATCH" as const, ifMatch: `"${entry.version ?? 0}"` }),
    refresh: [name],
    onDone: () => {
      said(t("form.saved"));
      onClose();
    },
    onProblem: problems.show,
  });
  useKey(isSave, () => form.submit());
  const toBody = (isNew ? undefined : edit.toBody) ?? create.toBody ?? ((values: never) => values);
  const initial = isNew ? create.initial : (edit.toForm?.(entry) ?? entry);
  return (
    <Modal
      open
      title={isNew ? create.title : t("list.editTitle")}
      width={create.width ?? 520}
      okText={t("form.save")}
      cancelText={t("form.leave")}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      style={{ top: 28 }}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={(values) => save.mutate(toBody(values as never))}
      >
        <ProblemNotice error={save.error} others={problems.others} />
        {create.fields(form, entry)}
      </Form>
    </Modal>
  );
}
