import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Payment } from "../../api/payments.ts";
import { ReasonDialog } from "../../ui/ReasonDialog.tsx";

/** Estornar: takes a payment back; it stays in sight with the reason. */
export function ReversePayment({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" type="link" danger onClick={() => setIsOpen(true)}>
        {t("payment.reverse")}
      </Button>
      {isOpen && (
        <ReasonDialog
          path={`/payments/${payment.id}/reverse`}
          refresh={["invoices", "subscriptions", "customers"]}
          title={t("payment.reverseTitle")}
          okText={t("payment.reverse")}
          hint={t("payment.reverseHint")}
          done={t("payment.reversed")}
          onEnd={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
