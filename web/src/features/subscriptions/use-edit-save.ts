import { useQueryClient } from "@tanstack/react-query";
import type { FormInstance } from "antd";
import { useState } from "react";
import { request } from "../../api/client.ts";
import type { ApiProblem } from "../../api/problem.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import {
  type Change,
  changesOf,
  type Choice,
  type Meeting,
  meetingsOf,
  settled,
  type TabValues,
} from "./tab-changes.ts";

type Edit<Read> = {
  readonly form: FormInstance;
  /** Where it is saved, and where it is read. */
  readonly path: string;
  readonly readPath: string;
  readonly read: Read;
  /** The version that the edit changes. */
  readonly tagOf: (read: Read) => string;
  readonly toForm: (read: Read) => TabValues;
  readonly refresh: readonly string[];
  readonly onSaved: () => void;
};

type Met<Read> = {
  readonly problem: ApiProblem;
  readonly present: Read;
  readonly meetings: readonly Meeting[];
};

/** Saves what was changed; an edit that came too late meets what stands there now (C45). */
export function useEditSave<Read>(edit: Edit<Read>) {
  const { form, path, readPath, read, tagOf, toForm, refresh, onSaved } = edit;
  const client = useQueryClient();
  const problems = useFieldProblems(form);
  const [base, setBase] = useState(read);
  const [met, setMet] = useState<Met<Read>>();
  const typed = (): TabValues => ({
    ...toForm(base),
    ...(form.getFieldsValue() as TabValues),
  });
  const changes = () => changesOf(toForm(base), typed());
  const meet = async (problem: ApiProblem) => {
    const present = await request<Read>(readPath);
    setMet({ problem, present, meetings: meetingsOf(toForm(base), typed(), toForm(present)) });
    void client.invalidateQueries({ queryKey: ["customers"] });
  };
  const save = useSubmit<object, object>({
    path,
    method: "PATCH",
    ifMatch: `"${tagOf(base)}"`,
    refresh,
    onDone: onSaved,
    onProblem: (problem) => {
      if (problem.status === 412) void meet(problem);
      else problems.show(problem);
    },
  });
  const settle = (choices: Readonly<Record<string, Choice>>) => {
    if (met === undefined) return;
    form.setFieldsValue(settled(met.meetings, choices));
    setBase(met.present);
    setMet(undefined);
  };
  const submit = () => {
    const changed = changes();
    if (changed.length === 0) onSaved();
    else save.mutate(bodyOf(changed));
  };
  return { save, problems, met, changes, submit, settle, back: () => setMet(undefined) };
}

function bodyOf(changes: readonly Change[]): object {
  return Object.fromEntries(changes.map(({ field, now }) => [field, now ?? null]));
}
