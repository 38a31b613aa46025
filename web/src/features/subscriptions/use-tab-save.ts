import type { FormInstance } from "antd";
import type { Subscription } from "../../api/subscriptions.ts";
import type { TabValues } from "./tab-changes.ts";
import { useEditSave } from "./use-edit-save.ts";

export type EditedTab = "detail" | "billing" | "contract" | "invoicing";

type Edit = {
  readonly form: FormInstance<TabValues>;
  readonly tab: EditedTab;
  readonly read: Subscription;
  readonly toForm: (subscription: Subscription) => TabValues;
  readonly onSaved: () => void;
};

/** Saves one tab of a plan under that tab's version (C45). */
export function useTabSave({ tab, read, ...edit }: Edit) {
  const readPath = `/subscriptions/${read.id}`;
  return useEditSave<Subscription>({
    ...edit,
    read,
    readPath,
    path: `${readPath}/${tab}`,
    tagOf: ({ etags }) => etags?.[tab] ?? "",
    refresh: ["customers", "subscriptions"],
  });
}
