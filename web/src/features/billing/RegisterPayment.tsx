import { useQuery } from "@tanstack/react-query";
import { Button, Form, type FormInstance, Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { InvoiceRead } from "../../api/billing.ts";
import { request } from "../../api/client.ts";
import { useList } from "../../api/lists.ts";
import type { Named } from "../../api/catalogue.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { isDay } from "../../ui/dates.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Money } from "../../ui/Money.tsx";
import { MoneyItem } from "../../ui/MoneyItem.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";

type Values = { readonly amountCents: number; readonly paidOn: string; readonly formId: string };
type Props = { readonly invoice: InvoiceRead };

/** Registrar pagamento: what the customer paid, on the day on which he paid it. */
export function RegisterPayment({ invoice }: Props) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setIsOpen(true)}>
        {t("payment.register")}
      </Button>
      {isOpen && <PaymentDialog invoice={invoice} onEnd={() => setIsOpen(false)} />}
    </>
  );
}

function PaymentDialog({ invoice, onEnd }: Props & { readonly onEnd: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const [form] = Form.useForm<Values>();
  const problems = useFieldProblems(form);
  const forms = useList<Named>("payment-forms", { businessUnitId: invoice.businessUnitId }).data;
  const save = useSubmit<Values, object>({
    path: `/invoices/${invoice.id}/payments`,
    refresh: ["invoices", "subscriptions", "customers"],
    onDone: () => {
      said(t("payment.done"));
      onEnd();
    },
    onProblem: problems.show,
  });
  return (
    <FormDialog<Values>
      title={t("payment.title", { number: invoice.number })}
      okText={t("payment.register")}
      form={form}
      initial={{ paidOn: invoice.due.on, amountCents: invoice.due.openCents || undefined }}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={save.mutate}
      onClose={onEnd}
    >
      <div className="form-row">
        <DayItem className="w6" name="paidOn" label={t("payment.paidOn")} isRequired />
        <MoneyItem
          className="w6"
          name="amountCents"
          label={t("payment.amount")}
          rules={[{ required: true, message: t("payment.amountMissing") }]}
        />
      </div>
      <DueOnDay invoiceId={invoice.id} form={form} />
      <Form.Item
        name="formId"
        label={t("payment.form")}
        rules={[{ required: true, message: t("payment.formMissing") }]}
      >
        <Select
          options={(forms ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          notFoundContent={t("payment.noForms")}
        />
      </Form.Item>
    </FormDialog>
  );
}

type DueProps = { readonly invoiceId: string; readonly form: FormInstance<Values> };

/** What settles the invoice on the day that stands in the form, with fine and interest. */
function DueOnDay({ invoiceId, form }: DueProps) {
  const { t } = useTranslation();
  const paidOn = Form.useWatch("paidOn", form);
  const read = useQuery({
    queryKey: ["invoices", invoiceId, "due", paidOn],
    enabled: isDay(paidOn),
    queryFn: ({ signal }) =>
      request<InvoiceRead>(`/invoices/${invoiceId}?dueOn=${paidOn}`, { signal }),
  });
  const due = read.data?.due;
  useEffect(() => {
    // An amount that was typed stays as it was typed.
    if (due === undefined || form.isFieldTouched("amountCents")) return;
    form.setFieldValue("amountCents", due.openCents || undefined);
  }, [due, form]);
  if (due === undefined) return null;
  const { openCents, lateCents } = due;
  return (
    <p className="soft payment-due">
      {t("payment.dueThen")} <Money cents={openCents} />
      {lateCents > 0 && (
        <>
          {" "}
          {t("payment.lateIncluded")} <Money cents={lateCents} />
        </>
      )}
    </p>
  );
}
