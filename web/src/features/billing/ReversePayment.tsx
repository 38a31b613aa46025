import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Payment } from "../../api/payments.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";

type Values = { readonly reason: string };
type Props = { readonly payment: Payment };

const longestReason = 255;

/** Estornar: takes a payment back; it stays in sight with the reason. */
export function ReversePayment({ payment }: Props) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" type="link" danger onClick={() => setIsOpen(true)}>
        {t("payment.reverse")}
      </Button>
      {isOpen && <ReverseDialog payment={payment} onEnd={() => setIsOpen(false)} />}
    </>
  );
}

function ReverseDialog({ payment, onEnd }: Props & { readonly onEnd: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const [form] = Form.useForm<Values>();
  const problems = useFieldProblems(form);
  const save = useSubmit<Values, object>({
    path: `/payments/${payment.id}/reverse`,
    refresh: ["invoices", "subscriptions", "customers"],
    onDone: () => {
      said(t("payment.reversed"));
      onEnd();
    },
    onProblem: problems.show,
  });
  return (
    <FormDialog<Values>
      title={t("payment.reverseTitle")}
      okText={t("payment.reverse")}
      hint={t("payment.reverseHint")}
      form={form}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={save.mutate}
      onClose={onEnd}
    >
      <Form.Item
        name="reason"
        label={t("payment.reason")}
        rules={[{ required: true, whitespace: true, message: t("payment.reasonMissing") }]}
      >
        <Input.TextArea rows={2} maxLength={longestReason} showCount />
      </Form.Item>
    </FormDialog>
  );
}
