import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InvoiceRead } from "../../api/billing.ts";
import { ReasonDialog } from "../../ui/ReasonDialog.tsx";

/** Estornar fatura: takes an invoice that nobody has paid back by a credit note. */
export function ReverseInvoice({ invoice }: { readonly invoice: InvoiceRead }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const isPaid = invoice.payments.some(({ reversed }) => reversed === null);
  if (invoice.state !== "issued" || isPaid) return null;
  return (
    <>
      <Button danger onClick={() => setIsOpen(true)}>
        {t("creditNote.reverse")}
      </Button>
      {isOpen && (
        <ReasonDialog
          path={`/invoices/${invoice.id}/reverse`}
          refresh={["invoices", "closings", "subscriptions", "customers"]}
          title={t("creditNote.title", { number: invoice.number })}
          okText={t("creditNote.reverse")}
          hint={t("creditNote.hint")}
          done={t("creditNote.done")}
          onEnd={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
