import { FilePdfOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { address, request } from "../../api/client.ts";
import { useUnitToday } from "../../api/unit-day.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { addMonths } from "../../ui/dates.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Money } from "../../ui/Money.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { ExportButton } from "../lists/ExportButton.tsx";
import "./billing.css";

type Move = {
  readonly on: string;
  readonly kind: string;
  /** Null where it is of no invoice. */
  readonly invoiceId: string | null;
  readonly invoiceNumber: number;
  readonly amountCents: number;
  readonly balanceCents: number;
};
type Statement = {
  readonly openingCents: number;
  readonly moves: readonly Move[];
  readonly closingCents: number;
};

/** How many months back it tells; 0 is from the beginning. */
const spans = [3, 12, 0] as const;

/** The account of a customer, move by move, with the balance after each. */
export function CustomerStatement({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation();
  const [months, setMonths] = useState<number>(12);
  const today = useUnitToday("");
  const query = months === 0 ? {} : { fromOn: addMonths(today, -months) };
  const path = `/customers/${customerId}/statement`;
  const statement = useQuery({
    queryKey: ["statement", customerId, query],
    queryFn: ({ signal }) => request<Statement>(path, { query, signal }),
    placeholderData: (last) => last,
  });
  const { moves = [], openingCents = 0, closingCents = 0 } = statement.data ?? {};
  const columns = useColumns();
  return (
    <>
      <div className="statement-bar">
        <Segmented
          value={months}
          onChange={setMonths}
          options={spans.map((value) => ({
            value,
            label: value === 0 ? t("statement.all") : t("statement.months", { count: value }),
          }))}
        />
        <span className="grow" />
        <Button icon={<FilePdfOutlined />} href={address(`${path}.pdf`, query)} target="_blank">
          {t("statement.pdf")}
        </Button>
        <ExportButton path={`${path}.csv`} query={query} />
      </div>
      <ProblemNotice error={statement.error} onRetry={() => void statement.refetch()} />
      <Table<Move>
        rowKey={({ on, kind, invoiceId, balanceCents }) =>
          `${on} ${kind} ${invoiceId} ${balanceCents}`
        }
        size="small"
        columns={columns}
        loading={statement.isPending}
        dataSource={[...moves].toReversed()}
        pagination={{ pageSize: 30, hideOnSinglePage: true }}
        locale={{ emptyText: <EmptyState title={t("statement.none")} /> }}
        title={() => <Balance label={balanceLabel(closingCents)} cents={closingCents} />}
        footer={() => <Balance label="statement.opening" cents={openingCents} />}
      />
    </>
  );
}

type LinkProps = { readonly id: string | null; readonly children: string };

function InvoiceLink({ id, children }: LinkProps) {
  if (id === null || id === "") return <>{children}</>;
  return <Link to={`/billing/invoices/${id}`}>{children}</Link>;
}

/** A credit is said in words: a sign is overlooked. */
function balanceLabel(cents: number): string {
  if (cents === 0) return "statement.even";
  return cents > 0 ? "statement.owes" : "statement.credit";
}

function Balance({ label, cents }: { readonly label: string; readonly cents: number }) {
  const { t } = useTranslation();
  return (
    <div className="statement-balance">
      <span>{t(label)}</span>
      {label !== "statement.even" && (
        <Money cents={label === "statement.credit" ? -cents : cents} />
      )}
    </div>
  );
}

function useColumns(): TableColumnsType<Move> {
  const { t } = useTranslation();
  return [
    {
      title: t("statement.on"),
      dataIndex: "on",
      width: 120,
      render: (on: string) => <CivilDate on={on} />,
    },
    {
      title: t("statement.what"),
      key: "what",
      render: (_, { kind, invoiceId, invoiceNumber }) => (
        <InvoiceLink id={invoiceId}>
          {t(`statement.kinds.${kind}`, { number: invoiceNumber, defaultValue: kind })}
        </InvoiceLink>
      ),
    },
    {
      title: t("statement.amount"),
      dataIndex: "amountCents",
      align: "right",
      width: 140,
      render: (cents: number) => <Money cents={cents} />,
    },
    {
      title: t("statement.balance"),
      dataIndex: "balanceCents",
      align: "right",
      width: 140,
      render: (cents: number) => <Money cents={cents} />,
    },
  ];
}
