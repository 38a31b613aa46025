import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Invoice } from "../../api/billing.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { Money } from "../../ui/Money.tsx";

/** Columns of a list of invoices. */
export function useInvoiceColumns(): TableColumnsType<Invoice> {
  const { t } = useTranslation();
  return [
    {
      title: t("invoice.number"),
      key: "number",
      width: 90,
      render: (_, { id, number }) => <Link to={`/billing/invoices/${id}`}>{number}</Link>,
    },
    {
      title: t("invoice.issuedOn"),
      dataIndex: "issuedOn",
      width: 110,
      render: (on?: string) => <CivilDate on={on} />,
    },
    {
      title: t("invoice.dueOn"),
      dataIndex: "dueOn",
      width: 110,
      render: (on: string) => <CivilDate on={on} />,
    },
    {
      title: t("invoice.state"),
      dataIndex: "state",
      render: (state: string) => t(`invoice.states.${state}`, state),
    },
    {
      title: t("invoice.total"),
      dataIndex: "totalCents",
      align: "right",
      width: 130,
      render: (cents: number) => <Money cents={cents} />,
    },
  ];
}
