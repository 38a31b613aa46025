import { Button, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Subscription } from "../../api/subscriptions.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { CivilDateInput } from "../../ui/CivilDateInput.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";

type Days = { readonly on: string; readonly dueOn: string };

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
  const problems = useFieldProblems(form);
  const save = useSubmit<Days, { readonly id: string }>({
    path: `/subscriptions/${subscription.id}/bill`,
    refresh: ["subscriptions", "customers"],
    onDone: ({ id }) => {
      said(t("billNow.done"));
      onEnd();
      void navigate(`/billing/invoices/${id}`);
    },
    onProblem: problems.show,
  });
  const required = [{ required: true, message: t("form.dateMissing") }];
  return (
    <Modal
      open
      title={t("billNow.title", { number: subscription.number })}
      okText={t("billNow.open")}
      cancelText={t("form.leave")}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onEnd}
      mask={{ closable: false }}
    >
      <p>{t("billNow.hint")}</p>
      <ProblemNotice error={save.error} others={problems.others} />
      <Form<Days> form={form} layout="vertical" onFinish={(days) => save.mutate(days)}>
        <div className="form-row">
          <Form.Item className="w6" name="on" label={t("billNow.on")} rules={required}>
            <CivilDateInput />
          </Form.Item>
          <Form.Item className="w6" name="dueOn" label={t("billNow.dueOn")} rules={required}>
            <CivilDateInput />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}
