import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { CustomerDebts } from "../defaults/CustomerDebts.tsx";
import { CustomerCredit } from "./CustomerCredit.tsx";
import { CustomerInvoices } from "./CustomerInvoices.tsx";
import { CustomerStatement } from "./CustomerStatement.tsx";
import "./billing.css";

type Shown = "invoices" | "statement";
type Props = {
  readonly customerId: string;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
};

/** What a customer was billed: invoice by invoice, or move by move with the balance after each. */
export function CustomerBilling({ customerId, shown, onShow }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Segmented<Shown>
        className="billing-views"
        value={shown}
        onChange={onShow}
        options={[
          { value: "invoices", label: t("invoice.list") },
          { value: "statement", label: t("statement.title") },
        ]}
      />
      {shown === "statement" ? (
        <CustomerStatement customerId={customerId} />
      ) : (
        <>
          <CustomerDebts customerId={customerId} />
          <CustomerCredit customerId={customerId} />
          <CustomerInvoices customerId={customerId} />
        </>
      )}
    </>
  );
}
