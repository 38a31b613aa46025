import { QRCode } from "antd";
import { useTranslation } from "react-i18next";
import type { InvoiceRead } from "../../api/billing.ts";
import type { PaymentSlip } from "../../api/payment-settings.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { formatDay } from "../../ui/dates.ts";
import { Money } from "../../ui/Money.tsx";

/** What a caller wants read out or sent: Pix over what is open today, and the typeable line. */
export function InvoicePaper({ invoice: { slip, state } }: { readonly invoice: InvoiceRead }) {
  const { t } = useTranslation();
  if (state !== "issued") return null;
  if (slip === null) return <p className="panel billing-slip-none soft">{t("slip.none")}</p>;
  return (
    <section className="panel billing-slip" aria-label={t("slip.title")}>
      {slip.pixCode !== "" && <Pix slip={slip} />}
      {slip.barcode !== "" && <Boleto slip={slip} />}
    </section>
  );
}

function Pix({ slip: { pixCode, amountCents, openCents } }: { readonly slip: PaymentSlip }) {
  const { t } = useTranslation();
  return (
    <div className="billing-slip-part">
      <div role="img" aria-label={t("slip.qr")}>
        <div aria-hidden="true">
          <QRCode
            value={pixCode}
            size={132}
            bordered={false}
            color="#000"
            bgColor="#fff"
            type="svg"
          />
        </div>
      </div>
      <div>
        <h2>{t("slip.pix")}</h2>
        <p>
          <Money cents={openCents} />{" "}
          {openCents !== amountCents && <span className="soft">{t("slip.today")}</span>}
        </p>
        <p className="code billing-slip-code">{pixCode}</p>
        <CopyButton isPrimary label={t("slip.copyPix")} text={pixCode} />
      </div>
    </div>
  );
}

function Boleto({ slip }: { readonly slip: PaymentSlip }) {
  const { t } = useTranslation();
  return (
    <div className="billing-slip-part">
      <div>
        <h2>{t("slip.boleto")}</h2>
        <p>{t("slip.boletoFacts", { number: slip.ourNumber, day: formatDay(slip.dueOn) })}</p>
        <p className="code number">{slip.typeableLine}</p>
        <CopyButton label={t("slip.copyLine")} text={slip.typeableLine.replace(/\D/g, "")} />
      </div>
    </div>
  );
}
