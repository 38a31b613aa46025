import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Subscription } from "../../api/subscriptions.ts";
import type { Values } from "../../ui/edit/changes.ts";
import { EditForm } from "../../ui/edit/EditForm.tsx";
import type { EditWords } from "../../ui/edit/words.ts";

/** A tab as it stood when Editar was pressed. */
export type TabFormProps = { readonly read: Subscription; readonly onEnd: () => void };

type Props = TabFormProps & {
  readonly tab: "detail" | "billing" | "contract" | "invoicing";
  readonly words: EditWords;
  readonly toForm: (subscription: Subscription) => Values;
  readonly warning?: ReactNode;
  readonly children: ReactNode;
};

/** Saves one tab of a plan under that tab's version (C45). */
export function TabForm({ read, onEnd, tab, words, toForm, warning, children }: Props) {
  const { t } = useTranslation();
  const readPath = `/subscriptions/${read.id}`;
  return (
    <EditForm<Subscription>
      read={read}
      onEnd={onEnd}
      readPath={readPath}
      path={`${readPath}/${tab}`}
      tagOf={({ etags }) => etags?.[tab] ?? undefined}
      toForm={toForm}
      refresh={["customers", "subscriptions"]}
      words={words}
      saved={t("tab.saved", { tab: t(`tab.${tab}`) })}
      warning={warning}
      fields={() => <div className="form-row">{children}</div>}
    />
  );
}
