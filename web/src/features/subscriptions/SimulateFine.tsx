import { Button, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Subscription } from "../../api/subscriptions.ts";
import { useUnitToday } from "../../api/unit-day.ts";
import { useMay } from "../../app/session.tsx";
import { DayItem } from "../../ui/DayItem.tsx";
import { FineSimulation } from "./FineSimulation.tsx";

type Props = { readonly subscription: Subscription };

/** Simular multa: what leaving would cost on a day, before anybody decides anything. */
export function SimulateFine({ subscription }: Props) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  if (!useMay("billing.read")) return null;
  return (
    <div className="fine-open">
      <Button onClick={() => setIsOpen(true)}>{t("fine.simulate")}</Button>
      {isOpen && <FineDialog subscription={subscription} onEnd={() => setIsOpen(false)} />}
    </div>
  );
}

function FineDialog({ subscription, onEnd }: Props & { readonly onEnd: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ readonly on: string }>();
  const today = useUnitToday(subscription.businessUnitId);
  const on = Form.useWatch("on", form) ?? today;
  return (
    <Modal
      open
      title={t("fine.title")}
      width={560}
      onCancel={onEnd}
      footer={<Button onClick={onEnd}>{t("form.leave")}</Button>}
    >
      <p className="soft">{t("fine.hint")}</p>
      <Form form={form} layout="vertical" initialValues={{ on: today }}>
        <DayItem name="on" label={t("fine.on")} isRequired />
      </Form>
      <FineSimulation subscriptionId={subscription.id} on={on} />
    </Modal>
  );
}
