import { useTranslation } from "react-i18next";
import type { Subscription } from "../../api/subscriptions.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { useWriters } from "../../ui/edit/words.ts";
import { TabForm, type TabFormProps } from "./TabForm.tsx";

const toForm = ({ lastClosingOn }: Subscription) => ({ lastClosingOn: lastClosingOn ?? undefined });

/** Editar, tab Faturamento: the last closing may be corrected (C47). */
export function InvoicingForm({ read, onEnd }: TabFormProps) {
  const { t } = useTranslation();
  const { day } = useWriters();
  return (
    <TabForm
      read={read}
      onEnd={onEnd}
      tab="invoicing"
      words={{ lastClosingOn: { label: t("plans.lastClosing"), text: day } }}
      toForm={toForm}
    >
      <DayItem
        className="w4"
        name="lastClosingOn"
        label={t("plans.lastClosing")}
        extra={t("plans.lastClosingHint")}
        isRequired
      />
    </TabForm>
  );
}
