import type { FormInstance } from "antd";
import { useState } from "react";
import { ApiProblem, type FieldPath, type FieldProblem, sortProblems } from "../api/problem.ts";

/** Puts a refusal's mistakes under the form's fields; what has no field is handed back to be shown above. */
export function useFieldProblems(
  form: Pick<FormInstance, "getFieldsError" | "setFields" | "scrollToField">,
) {
  const [others, setOthers] = useState<readonly FieldProblem[]>([]);
  /** Answers the first field with a mistake, so that its tab can be opened. */
  const show = (error: Error): string | number | undefined => {
    if (!(error instanceof ApiProblem)) return undefined;
    const shown = new Set(form.getFieldsError().map(({ name }) => JSON.stringify(name)));
    const isField = (path: FieldPath) => shown.has(JSON.stringify(path));
    const sorted = sortProblems(error.errors, isField);
    form.setFields(sorted.fields);
    setOthers(sorted.others);
    const first = sorted.fields[0]?.name;
    if (first !== undefined) form.scrollToField(first, { focus: true });
    return first?.[0];
  };
  return { others, show };
}
