import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CreditPayout } from "../../api/credit.ts";
import { ReasonDialog } from "../../ui/ReasonDialog.tsx";

/** Estornar: a payout that was entered wrongly is the customer's credit again. */
export function ReversePayout({ payout }: { readonly payout: Pick<CreditPayout, "id"> }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" type="link" danger onClick={() => setIsOpen(true)}>
        {t("payment.reverse")}
      </Button>
      {isOpen && (
        <ReasonDialog
          path={`/credit-payouts/${payout.id}/reverse`}
          refresh={["customers", "statement"]}
          title={t("credit.reverseTitle")}
          okText={t("payment.reverse")}
          hint={t("credit.reverseHint")}
          done={t("credit.reversed")}
          onEnd={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
