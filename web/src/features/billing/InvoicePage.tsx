import { useQuery } from "@tanstack/react-query";
import { Skeleton, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Invoice } from "../../api/billing.ts";
import { request } from "../../api/client.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Money } from "../../ui/Money.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { LineTable } from "./LineTable.tsx";
import "./billing.css";

const colors: Readonly<Record<string, string>> = {
  issued: "processing",
  paid: "success",
  overdue: "error",
};

/** One invoice, every line opened to what explains it. */
export function InvoicePage() {
  const { t } = useTranslation();
  const { invoiceId = "" } = useParams();
  const invoice = useQuery({
    queryKey: ["invoices", invoiceId],
    queryFn: ({ signal }) => request<Invoice>(`/invoices/${invoiceId}`, { signal }),
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
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("invoice.title", { number: data.number })}</h1>
        <Tag color={colors[data.state] ?? "default"}>
          {t(`invoice.states.${data.state}`, data.state)}
        </Tag>
      </div>
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
            { label: t("invoice.total"), value: <Money cents={data.totalCents} /> },
          ]}
        />
      </div>
      <div className="panel">
        <LineTable lines={data.lines ?? []} opensAll />
      </div>
    </div>
  );
}
