import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Subscription } from "../../api/subscriptions.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { useWriters } from "../../ui/edit/words.ts";
import { TabEditor } from "./TabEditor.tsx";

type Props = { readonly subscription: Subscription; readonly children: ReactNode };

const toForm = ({ lastClosingOn }: Subscription) => ({ lastClosingOn: lastClosingOn ?? undefined });

/** Editar, tab Faturamento: the last closing may be corrected (C47). */
export function InvoicingEdit({ subscription, children }: Props) {
  const { t } = useTranslation();
  const { day } = useWriters();
  return (
    <TabEditor
      subscription={subscription}
      tab="invoicing"
      permission="billing.write"
      words={{ lastClosingOn: { label: t("plans.lastClosing"), text: day } }}
      toForm={toForm}
      fields={() => (
        <DayItem
          className="w4"
          name="lastClosingOn"
          label={t("plans.lastClosing")}
          extra={t("plans.lastClosingHint")}
          isRequired
        />
      )}
    >
      {children}
    </TabEditor>
  );
}
