import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Closing } from "../../api/billing.ts";
import { useMay } from "../../app/session.tsx";
import { formatDay } from "../../ui/dates.ts";
import { ReasonDialog } from "../../ui/ReasonDialog.tsx";

type Props = { readonly closing: Closing; readonly unit: string };

/** Estornar fechamento: takes back all of a closing on which nothing was received. */
export function ReverseClosing({ closing, unit }: Props) {
  const { t } = useTranslation();
  const mayClose = useMay("billing.close");
  const [isOpen, setIsOpen] = useState(false);
  if (closing.state !== "committed" || !mayClose) return null;
  return (
    <>
      <Button danger onClick={() => setIsOpen(true)}>
        {t("billing.reverse")}
      </Button>
      {isOpen && (
        <ReasonDialog
          path={`/closings/${closing.id}/reverse`}
          refresh={["closings", "invoices", "subscriptions", "customers"]}
          title={t("billing.reverseTitle", { unit, day: formatDay(closing.on) })}
          okText={t("billing.reverse")}
          hint={t("billing.reverseHint", { count: closing.totals?.invoices ?? 0 })}
          done={t("billing.reverseBegun")}
          onEnd={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

/** Who took a closing back, and why. */
export function TakenBack({ closing: { reversal } }: { readonly closing: Closing }) {
  const { t } = useTranslation();
  if (reversal === null || reversal === undefined) return null;
  const { operatorName: by, reason } = reversal;
  return (
    <Alert
      className="billing-payments"
      type="warning"
      showIcon
      title={t("billing.reversedBy", { by })}
      description={reason}
    />
  );
}
