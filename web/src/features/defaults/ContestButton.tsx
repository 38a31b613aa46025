import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LateDebt } from "../../api/default-ladder.ts";
import { useMay } from "../../app/session.tsx";
import { ReasonDialog } from "../../ui/ReasonDialog.tsx";

type Props = { readonly debt: Pick<LateDebt, "invoiceId" | "number"> };

/** Contestar: the customer holds an invoice for wrong, and the ladder stands still for it. */
export function ContestButton({ debt: { invoiceId, number } }: Props) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  if (!useMay("billing.contest")) return null;
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        {t("defaults.contest")}
      </Button>
      {isOpen && (
        <ReasonDialog
          path={`/invoices/${invoiceId}/contests`}
          refresh={["customers", "invoices"]}
          title={t("defaults.contestTitle", { number })}
          okText={t("defaults.contest")}
          hint={t("defaults.contestHint")}
          done={t("defaults.contestDone")}
          onEnd={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
