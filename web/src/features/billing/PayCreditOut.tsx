import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Named } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { useUnitToday } from "../../api/unit-day.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Money } from "../../ui/Money.tsx";
import { MoneyItem } from "../../ui/MoneyItem.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";

type Props = {
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly leftCents: number;
  readonly owedCents: number;
};
type Values = {
  readonly amountCents: number;
  readonly paidOn: string;
  readonly formId: string;
  readonly note?: string;
};

/** Devolver crédito: what is left once his debts are paid with it goes back to the customer. */
export function PayCreditOut(props: Props) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setIsOpen(true)}>
        {t("credit.payOut")}
      </Button>
      {isOpen && <PayoutDialog {...props} onEnd={() => setIsOpen(false)} />}
    </>
  );
}

function PayoutDialog({
  customerId,
  businessUnitId,
  leftCents,
  owedCents,
  onEnd,
}: Props & { readonly onEnd: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const today = useUnitToday(businessUnitId);
  const [form] = Form.useForm<Values>();
  const problems = useFieldProblems(form);
  const forms = useList<Named>("payment-forms", { businessUnitId }).data;
  const save = useSubmit<object, object>({
    path: `/customers/${customerId}/credit-payouts`,
    refresh: ["customers", "invoices", "statement"],
    onDone: () => {
      said(t("credit.done"));
      onEnd();
    },
    onProblem: problems.show,
  });
  return (
    <FormDialog<Values>
      title={t("credit.payOut")}
      okText={t("credit.payOut")}
      hint={t("credit.payOutHint")}
      form={form}
      initial={{ paidOn: today, amountCents: leftCents }}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={({ note = "", ...values }) => save.mutate({ ...values, note, businessUnitId })}
      onClose={onEnd}
    >
      {owedCents > 0 && (
        <p className="soft">
          {t("credit.owedFirst")} <Money cents={owedCents} />
        </p>
      )}
      <div className="form-row">
        <DayItem className="w6" name="paidOn" label={t("credit.paidOutOn")} isRequired />
        <MoneyItem
          className="w6"
          name="amountCents"
          label={t("payment.amount")}
          rules={[{ required: true, message: t("payment.amountMissing") }]}
        />
      </div>
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
      <Form.Item name="note" label={t("credit.note")} extra={t("credit.noteHint")}>
        <Input maxLength={255} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}
