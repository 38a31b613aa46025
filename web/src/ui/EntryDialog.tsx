import { Form, Modal } from "antd";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../api/problem.ts";
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
  const { form: create, entry, onClose } = props;
  const { t } = useTranslation();
  const [form] = Form.useForm();
  const problems = useFieldProblems(form);
  const save = useSave(props, problems.show);
  useKey(isSave, () => form.submit());
  const { toBody, initial } = shapeOf(props);
  return (
    <Modal
      open
      title={entry === undefined ? create.title : t("list.editTitle")}
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

/** What the form begins with, and what of it travels. */
function shapeOf<T extends Entry>({ form, entry, edit }: Props<T>) {
  const created = form.toBody ?? ((values: never) => values);
  if (entry === undefined) return { toBody: created, initial: form.initial };
  return { toBody: edit?.toBody ?? created, initial: edit?.toForm?.(entry) ?? entry };
}

function useSave<T extends Entry>(
  { name, entry, entryKey, onClose }: Props<T>,
  onProblem: (problem: ApiProblem) => void,
) {
  const { t } = useTranslation();
  const said = useSaid();
  const edited = { method: "PATCH" as const, ifMatch: `"${entry?.version ?? ""}"` };
  return useSubmit<object, object>({
    path: entry === undefined ? `/${name}` : `/${name}/${entryKey}`,
    ...(entry === undefined ? {} : edited),
    refresh: [name],
    onDone: () => {
      said(t("form.saved"));
      onClose();
    },
    onProblem,
  });
}
