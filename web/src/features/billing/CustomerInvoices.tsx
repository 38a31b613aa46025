import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Invoice } from "../../api/billing.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useInvoiceColumns } from "./invoice-columns.tsx";
import { useCustomerInvoices } from "./use-customer-invoices.ts";

/** The invoices of one customer. */
export function CustomerInvoices({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation();
  const invoices = useCustomerInvoices(customerId);
  const columns = useInvoiceColumns();
  return (
    <>
      <ProblemNotice error={invoices.error} onRetry={() => void invoices.refetch()} />
      <Table<Invoice>
        rowKey="id"
        size="small"
        columns={columns}
        loading={invoices.isPending}
        dataSource={[...(invoices.data?.items ?? [])]}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{
          emptyText: (
            <EmptyState title={t("invoice.none")} hint={t("invoice.noneHint")}>
              <Link to="/billing">{t("billing.closings")}</Link>
            </EmptyState>
          ),
        }}
      />
    </>
  );
}
