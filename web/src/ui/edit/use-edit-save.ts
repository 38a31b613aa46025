import { useQueryClient } from "@tanstack/react-query";
import type { FormInstance } from "antd";
import { useEffect, useState } from "react";
import { request } from "../../api/client.ts";
import type { ApiProblem } from "../../api/problem.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useFieldProblems } from "../use-field-problems.ts";
import {
  type Change,
  changesOf,
  type Choice,
  type Meeting,
  meetingsOf,
  settled,
  type Values,
} from "./changes.ts";

/** What can be edited: where it is read and saved, and how its form holds it. */
export type Resource<Read> = {
  readonly path: string;
  readonly readPath: string;
  /** The version that the edit changes; nothing while there is none. */
  readonly tagOf: (read: Read) => string | undefined;
  readonly toForm: (read: Read) => Values;
  /** What is sent of the changed fields, where the form holds them otherwise than the API takes them. */
  readonly toBody?: ((changed: Values) => object) | undefined;
  /** First parts of the query keys that the edit makes stale. */
  readonly refresh: readonly string[];
};

type Met<Read> = {
  readonly problem: ApiProblem;
  readonly present: Read;
  readonly meetings: readonly Meeting[];
};

/** Saves what was changed; an edit that came too late meets what stands there now (C45). */
export function useEditSave<Read>(
  { path, readPath, tagOf, toForm, toBody = (changed) => changed, refresh }: Resource<Read>,
  form: FormInstance,
  read: Read,
  onSaved: () => void,
) {
  const client = useQueryClient();
  const problems = useFieldProblems(form);
  const [base, setBase] = useState(read);
  const [met, setMet] = useState<Met<Read>>();
  const [unread, setUnread] = useState<ApiProblem>();
  const [isRebased, setRebased] = useState(false);
  const typed = (): Values => ({ ...toForm(base), ...(form.getFieldsValue() as Values) });
  const changes = () => changesOf(toForm(base), typed());
  const meet = async (problem: ApiProblem) => {
    for (const root of refresh) void client.invalidateQueries({ queryKey: [root] });
    try {
      const present = await request<Read>(readPath);
      const meetings = meetingsOf(toForm(base), typed(), toForm(present));
      // Only its server got further meanwhile: nobody has anything to choose.
      if (meetings.length === 0) {
        setBase(present);
        setRebased(true);
      } else setMet({ problem, present, meetings });
    } catch (error) {
      setUnread(error as ApiProblem);
    }
  };
  const save = useSubmit<object, object>({
    path,
    method: "PATCH",
    ifMatch: `"${tagOf(base) ?? ""}"`,
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
    setUnread(undefined);
    const changed = changes();
    if (changed.length === 0) onSaved();
    else save.mutate(toBody(bodyOf(changed)));
  };
  useEffect(() => {
    if (!isRebased) return;
    setRebased(false);
    submit();
  });
  // Who was faster is told by the dialog.
  const refusal = save.error?.status === 412 ? null : save.error;
  return {
    error: unread ?? refusal,
    others: problems.others,
    isSaving: save.isPending,
    met,
    changes,
    submit,
    settle,
    back: () => setMet(undefined),
  };
}

function bodyOf(changes: readonly Change[]): Values {
  return Object.fromEntries(changes.map(({ field, now }) => [field, now ?? null]));
}
