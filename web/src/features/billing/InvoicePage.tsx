import { FilePdfOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton, Tag } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { InvoiceRead } from "../../api/billing.ts";
import { address, request } from "../../api/client.ts";
import { useMay } from "../../app/session.tsx";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { formatDay, isDay } from "../../ui/dates.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Money } from "../../ui/Money.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { ContestButton } from "../defaults/ContestButton.tsx";
import { InvoiceLetters } from "./InvoiceLetters.tsx";
import { InvoicePaper } from "./InvoicePaper.tsx";
import { LineTable } from "./LineTable.tsx";
import { PaymentTable } from "./PaymentTable.tsx";
import { ReverseInvoice } from "./ReverseInvoice.tsx";
import { RegisterPayment } from "./RegisterPayment.tsx";
import "./billing.css";

const colors: Readonly<Record<string, string>> = {
  issued: "processing",
  paid: "success",
  overdue: "error",
};

/** One invoice, every line opened to what explains it. */
export function InvoicePage() {
  const { invoiceId = "" } = useParams();
  const invoice = useQuery({
    queryKey: ["invoices", invoiceId],
    queryFn: ({ signal }) => request<InvoiceRead>(`/invoices/${invoiceId}`, { signal }),
  });
  const { data } = invoice;
  if (data === undefined) {
    return (
      <div className="page">
        <ProblemNotice error={invoice.error} onRetry={() => void invoice.refetch()} />
        {invoice.isPending && <Skeleton active />}
      </div>
    );
  }
  return <InvoiceScreen data={data} />;
}

function InvoiceScreen({ data }: { readonly data: InvoiceRead }) {
  const { t } = useTranslation();
  const mayPay = useMay("billing.write");
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("invoice.title", { number: data.number })}</h1>
        <Tag color={colors[data.state] ?? "default"}>
          {t(`invoice.states.${data.state}`, data.state)}
        </Tag>
        <span className="grow" />
        <Button
          icon={<FilePdfOutlined />}
          href={address(`/invoices/${data.id}.pdf`)}
          target="_blank"
        >
          {t("slip.pdf")}
        </Button>
        {data.state === "issued" && (
          <ContestButton debt={{ invoiceId: data.id, number: Number(data.number) }} />
        )}
        {mayPay && <ReverseInvoice invoice={data} />}
      </div>
      <Reversed invoice={data} />
      <div className="panel billing-invoice">
        <Facts
          facts={[
            {
              label: t("billing.customer"),
              value: (
                <Link to={`/customers/${data.customerId}`}>
                  {data.customerName || t("invoice.openCustomer")}
                </Link>
              ),
            },
            { label: t("invoice.issuedOn"), value: <CivilDate on={data.issuedOn} /> },
            { label: t("invoice.dueOn"), value: <CivilDate on={data.dueOn} /> },
            ...(isDay(data.overdueOn)
              ? [{ label: t("invoice.overdueOn"), value: <CivilDate on={data.overdueOn} /> }]
              : []),
            { label: t("invoice.total"), value: <Money cents={data.totalCents} /> },
            ...standing(data, t),
          ]}
        />
      </div>
      <InvoicePaper invoice={data} />
      <InvoiceLetters invoice={data} />
      <Payments invoice={data} mayPay={mayPay} />
      <div className="panel">
        <LineTable lines={data.lines ?? []} opensAll />
      </div>
    </div>
  );
}

/** What was paid of it, and what settles it today; nothing where all of that is nothing. */
function standing({ paidCents = 0, surplusCents, due, settledOn }: InvoiceRead, t: TFunction) {
  const money = (label: string, cents: number) => ({
    label: t(label),
    value: <Money cents={cents} />,
  });
  return [
    ...(paidCents > 0 ? [money("payment.paid", paidCents)] : []),
    ...(settledOn === null || settledOn === undefined
      ? []
      : [{ label: t("payment.settledOn"), value: <CivilDate on={settledOn} /> }]),
    ...(due.lateCents > 0 ? [money("payment.late", due.lateCents)] : []),
    ...(due.openCents > 0 ? [money("payment.dueToday", due.openCents)] : []),
    ...(surplusCents > 0 ? [money("payment.surplus", surplusCents)] : []),
  ];
}

/** What took the invoice back, if anything did. */
function Reversed({ invoice: { creditNote } }: { readonly invoice: InvoiceRead }) {
  const { t } = useTranslation();
  if (creditNote === null) return null;
  const { number, operatorName: by, issuedOn, reason } = creditNote;
  return (
    <Alert
      className="billing-payments"
      type="warning"
      showIcon
      title={t("creditNote.stands", { number })}
      description={t("creditNote.why", { by, on: formatDay(issuedOn), reason })}
    />
  );
}

type PaymentsProps = { readonly invoice: InvoiceRead; readonly mayPay: boolean };

/** Nothing is shown of payments where none came and none can. */
function Payments({ invoice, mayPay }: PaymentsProps) {
  const { t } = useTranslation();
  const isCancelled = invoice.state === "cancelled";
  if (isCancelled && invoice.payments.length === 0) return null;
  return (
    <div className="panel billing-payments">
      <div className="billing-payments-head">
        <h2>{t("payment.list")}</h2>
        {mayPay && !isCancelled && <RegisterPayment invoice={invoice} />}
      </div>
      <PaymentTable payments={invoice.payments} />
    </div>
  );
}
