import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Subscription } from "../../api/subscriptions.ts";
import { useMay } from "../../app/session.tsx";
import type { Values } from "../../ui/edit/changes.ts";
import { Editor } from "../../ui/edit/Editor.tsx";
import type { EditWords } from "../../ui/edit/words.ts";

type Props = {
  readonly subscription: Subscription;
  readonly tab: "detail" | "billing" | "contract" | "invoicing";
  readonly permission?: string;
  readonly warning?: ReactNode;
  /** The tab as it is read. */
  readonly children: ReactNode;
  readonly fields: (present: Subscription) => ReactNode;
  readonly toForm: (subscription: Subscription) => Values;
  readonly words: EditWords;
};

/** A tab that is read until Editar, and saved apart from the others under its own version (C45). */
export function TabEditor(props: Props) {
  const {
    subscription,
    tab,
    permission = "subscriptions.write",
    fields,
    children,
    ...edit
  } = props;
  const { t } = useTranslation();
  const mayEdit = useMay(permission) && subscription.list !== "cancelled";
  const readPath = `/subscriptions/${subscription.id}`;
  return (
    <Editor<Subscription>
      {...edit}
      mayEdit={mayEdit}
      readPath={readPath}
      path={`${readPath}/${tab}`}
      tagOf={({ etags }) => etags?.[tab] ?? undefined}
      refresh={["customers", "subscriptions"]}
      saved={t("tab.saved", { tab: t(`tab.${tab}`) })}
      fields={(present) => <div className="form-row">{fields(present)}</div>}
    >
      {children}
    </Editor>
  );
}
