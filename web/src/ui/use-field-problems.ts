import type { FormInstance } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem, type FieldProblem, sortProblems } from "../api/problem.ts";
import { fieldWords, mistakesOf } from "../api/problem-words.ts";

type ShownForm = Pick<FormInstance, "getFieldsError" | "setFields" | "scrollToField">;

/** Puts a refusal's mistakes under the form's fields; what has no field is handed back to be shown above. */
export function useFieldProblems(form: ShownForm) {
  const { t } = useTranslation();
  const [others, setOthers] = useState<readonly FieldProblem[]>([]);

  const say = ({ pointer, detail }: FieldProblem): FieldProblem => {
    const words = fieldWords(detail);
    return { pointer, detail: words === undefined ? detail : t(words.key, words.values) };
  };
  /** Answers the first field with a mistake, so that its tab can be opened. */
  const show = (error: Error): string | number | undefined => {
    if (!(error instanceof ApiProblem)) return undefined;
    const shown = form.getFieldsError().map(({ name }) => [...name]);
    const sorted = sortProblems(mistakesOf(error).map(say), shown);
    form.setFields(sorted.fields);
    setOthers(sorted.others);
    const first = sorted.fields[0]?.name;
    if (first !== undefined) form.scrollToField(first, { focus: true });
    return first?.[0];
  };
  return { others, show };
}
