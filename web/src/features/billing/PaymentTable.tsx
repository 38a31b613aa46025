import { Table, Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { useList } from "../../api/lists.ts";
import type { Payment } from "../../api/payments.ts";
import type { Named } from "../../api/catalogue.ts";
import { useMay } from "../../app/session.tsx";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Money } from "../../ui/Money.tsx";
import { ReversePayment } from "./ReversePayment.tsx";

/** The payments of an invoice, those that were taken back struck out with their reason. */
export function PaymentTable({ payments }: { readonly payments: readonly Payment[] }) {
  const { t } = useTranslation();
  const mayWrite = useMay("billing.write");
  const forms = useList<Named>("payment-forms").data ?? [];
  const formName = ({ source, paymentFormId }: Payment) =>
    source === "credit"
      ? t("payment.fromCredit")
      : (forms.find(({ id }) => id === paymentFormId)?.name ?? "");
  return (
    <Table<Payment>
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={[...payments]}
      rowClassName={({ reversed }) => (reversed === null ? "" : "payment-reversed")}
      locale={{ emptyText: <EmptyState title={t("payment.none")} /> }}
      columns={[
        {
          title: t("payment.paidOn"),
          dataIndex: "paidOn",
          render: (on: string) => <CivilDate on={on} />,
        },
        { title: t("payment.form"), key: "form", render: (_, payment) => formName(payment) },
        { title: t("payment.enteredBy"), dataIndex: "operatorName" },
        {
          title: t("payment.amount"),
          dataIndex: "amountCents",
          align: "right",
          render: (cents: number) => <Money cents={cents} />,
        },
        {
          title: "",
          key: "act",
          align: "right",
          render: (_, payment) => <Standing payment={payment} mayWrite={mayWrite} />,
        },
      ]}
    />
  );
}

type StandingProps = { readonly payment: Payment; readonly mayWrite: boolean };

function Standing({ payment, mayWrite }: StandingProps) {
  const { t } = useTranslation();
  if (payment.reversed === null) return mayWrite ? <ReversePayment payment={payment} /> : null;
  const { by, reason } = payment.reversed;
  return (
    <Tooltip title={t("payment.reversedBy", { by, reason })}>
      <Tag>{t("payment.reversedTag")}</Tag> <span className="soft">{reason}</span>
    </Tooltip>
  );
}
