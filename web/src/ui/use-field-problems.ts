import type { FormInstance } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem, type FieldProblem, sortProblems } from "../api/problem.ts";
import { codeKey, fieldWords, mistakesOf } from "../api/problem-words.ts";

/** Hundredths of a percent are written as an operator types them. */
function written(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { points, ...rest } = values;
  if (points === undefined) return rest;
  return { ...rest, percent: String(Number(points) / 100).replace(".", ",") };
}

type ShownForm = Pick<FormInstance, "getFieldsError" | "setFields" | "scrollToField">;

/** Puts a refusal's mistakes under the form's fields; what has no field is handed back to be shown above. */
export function useFieldProblems(form: ShownForm) {
  const { t, i18n } = useTranslation();
  const [others, setOthers] = useState<readonly FieldProblem[]>([]);

  const say = ({ pointer, detail }: FieldProblem, { code, errors }: ApiProblem): FieldProblem => {
    const words = fieldWords(detail);
    if (words !== undefined) return { pointer, detail: t(words.key, written(words.values)) };
    // What is said of one field says more than what is said of them all.
    const known = codeKey(code);
    return { pointer, detail: errors.length === 0 && i18n.exists(known) ? t(known) : detail };
  };
  /** Answers the first field with a mistake, so that its tab can be opened. */
  const show = (error: Error): string | number | undefined => {
    if (!(error instanceof ApiProblem)) return undefined;
    const shown = form.getFieldsError().map(({ name }) => [...name]);
    const sorted = sortProblems(
      mistakesOf(error).map((mistake) => say(mistake, error)),
      shown,
    );
    form.setFields(sorted.fields);
    setOthers(sorted.others);
    const first = sorted.fields[0]?.name;
    if (first !== undefined) form.scrollToField(first, { focus: true });
    return first?.[0];
  };
  return { others, show };
}
