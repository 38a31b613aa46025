import { Button, Checkbox, Form, type FormInstance } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Subscription } from "../../api/subscriptions.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { DayItem } from "../../ui/DayItem.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { BillPreview, useBillPreview } from "./BillPreview.tsx";

type Days = { readonly on: string; readonly dueOn: string; readonly takesPast?: boolean };

/** Gerar faturamento: bills this plan at once, up to a day (C21). */
export function BillNow({ subscription }: { readonly subscription: Subscription }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const may = useMay("billing.write") && subscription.service !== "off";
  if (!may) return null;
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t("billNow.open")}</Button>
      {isOpen && <BillNowDialog subscription={subscription} onEnd={() => setIsOpen(false)} />}
    </>
  );
}

type DialogProps = { readonly subscription: Subscription; readonly onEnd: () => void };

function BillNowDialog({ subscription, onEnd }: DialogProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const navigate = useNavigate();
  const [form] = Form.useForm<Days>();
  const takesPast = Form.useWatch("takesPast", form) === true;
  const problems = useFieldProblems(form);
  const save = useSubmit<Omit<Days, "takesPast">, { readonly id: string }>({
    path: `/subscriptions/${subscription.id}/${takesPast ? "bill-retroactively" : "bill"}`,
    refresh: ["subscriptions", "customers", "invoices"],
    onDone: ({ id }) => {
      said(t("billNow.done"));
      onEnd();
      void navigate(`/billing/invoices/${id}`);
    },
    onProblem: problems.show,
  });
  return (
    <FormDialog<Days>
      title={t("billNow.title", { number: subscription.number })}
      okText={t("billNow.open")}
      hint={t("billNow.hint")}
      width={640}
      form={form}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={({ on, dueOn }) => save.mutate({ on, dueOn })}
      onClose={onEnd}
    >
      <div className="form-row">
        <DayItem className="w6" name="on" label={t("billNow.on")} isRequired />
        <DayItem className="w6" name="dueOn" label={t("billNow.dueOn")} isRequired />
      </div>
      <WhatIsBilled subscriptionId={subscription.id} form={form} />
    </FormDialog>
  );
}

type WhatProps = { readonly subscriptionId: string; readonly form: FormInstance<Days> };

/** The lines of the invoice, and a tick where months are among them that nobody billed (R6). */
function WhatIsBilled({ subscriptionId, form }: WhatProps) {
  const { t } = useTranslation();
  const on = Form.useWatch("on", form);
  const mayTakePast = useMay("billing.retroactive");
  const preview = useBillPreview(subscriptionId, on);
  return (
    <>
      <BillPreview preview={preview} mayTakePast={mayTakePast} />
      {mayTakePast && (preview.data?.pastCycles ?? 0) > 1 && (
        <Form.Item name="takesPast" valuePropName="checked" className="tick">
          <Checkbox>{t("billNow.takesPast")}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}
