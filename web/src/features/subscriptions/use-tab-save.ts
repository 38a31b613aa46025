import { useQueryClient } from "@tanstack/react-query";
import type { FormInstance } from "antd";
import { useState } from "react";
import { request } from "../../api/client.ts";
import type { ApiProblem } from "../../api/problem.ts";
import type { Subscription } from "../../api/subscriptions.ts";
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

export type EditedTab = "detail" | "billing" | "contract" | "invoicing";

type Edit = {
  readonly form: FormInstance<TabValues>;
  readonly tab: EditedTab;
  readonly read: Subscription;
  readonly toForm: (subscription: Subscription) => TabValues;
  readonly onSaved: () => void;
};

type Met = {
  readonly problem: ApiProblem;
  readonly present: Subscription;
  readonly meetings: readonly Meeting[];
};

/** Saves what was changed of a tab; an edit that came too late meets what stands there now (C45). */
export function useTabSave({ form, tab, read, toForm, onSaved }: Edit) {
  const client = useQueryClient();
  const problems = useFieldProblems(form);
  const [base, setBase] = useState(read);
  const [met, setMet] = useState<Met>();
  const path = `/subscriptions/${read.id}`;
  const typed = (): TabValues => ({ ...toForm(base), ...form.getFieldsValue() });
  const changes = () => changesOf(toForm(base), typed());
  const meet = async (problem: ApiProblem) => {
    const present = await request<Subscription>(path);
    setMet({ problem, present, meetings: meetingsOf(toForm(base), typed(), toForm(present)) });
    void client.invalidateQueries({ queryKey: ["customers"] });
  };
  const save = useSubmit<object, object>({
    path: `${path}/${tab}`,
    method: "PATCH",
    ifMatch: `"${base.etags?.[tab] ?? ""}"`,
    refresh: ["customers", "subscriptions"],
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
