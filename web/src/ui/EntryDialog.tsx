import { Form } from "antd";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../api/problem.ts";
import { useSubmit } from "../api/use-submit.ts";
import { FormDialog } from "./FormDialog.tsx";
import type { Entry, EntryForm, ListScreenProps } from "./ListScreen.tsx";
import { useFieldProblems } from "./use-field-problems.ts";
import { useSaid } from "./use-said.ts";

type Props<T extends Entry, Values extends object> = {
  readonly name: string;
  readonly form: EntryForm<T, Values>;
  readonly entry: T | undefined;
  readonly entryKey: string;
  readonly edit: ListScreenProps<T, Values>["edit"];
  readonly onClose: () => void;
};

/** The dialog of a new entry, or of one that is changed under the version that was read. */
export function EntryDialog<T extends Entry, Values extends object>(props: Props<T, Values>) {
  const { form: create, entry, onClose } = props;
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const problems = useFieldProblems(form);
  const save = useSave(props, problems.show);
  const { toBody, initial } = shapeOf(props);
  return (
    <FormDialog
      title={entry === undefined ? create.title : t("list.editTitle")}
      form={form}
      initial={initial}
      width={create.width ?? 520}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={(values) => save.mutate(toBody(values))}
      onClose={onClose}
    >
      {create.fields(form, entry)}
    </FormDialog>
  );
}

/** What the form begins with, and what of it travels. */
function shapeOf<T extends Entry, Values extends object>({ form, entry, edit }: Props<T, Values>) {
  const created = form.toBody ?? ((values: Values) => values);
  if (entry === undefined) return { toBody: created, initial: form.initial };
  return { toBody: edit?.toBody ?? created, initial: edit?.toForm?.(entry) ?? entry };
}

function useSave<T extends Entry, Values extends object>(
  { name, entry, entryKey, onClose }: Props<T, Values>,
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
