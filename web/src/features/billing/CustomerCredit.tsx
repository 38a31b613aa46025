import { useQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Page, request } from "../../api/client.ts";
import type { CreditAccount, CreditPayout, CreditReturn } from "../../api/credit.ts";
import { useMay } from "../../app/session.tsx";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { formatDay } from "../../ui/dates.ts";
import { Money } from "../../ui/Money.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useUnits } from "../settings/use-units.tsx";
import { PayCreditOut } from "./PayCreditOut.tsx";
import { ReversePayout } from "./ReversePayout.tsx";
import { UseCredit } from "./UseCredit.tsx";

/** What of a customer's money is his own, and what went back to him (R14); nothing where there is none. */
export function CustomerCredit({ customerId }: { readonly customerId: string }) {
  const credit = useQuery({
    queryKey: ["customers", customerId, "credit"],
    queryFn: ({ signal }) =>
      request<Page<CreditAccount>>(`/customers/${customerId}/credit`, { signal }),
  });
  const accounts = credit.data?.items ?? [];
  return (
    <>
      <ProblemNotice error={credit.error} onRetry={() => void credit.refetch()} />
      {accounts.map((account) => (
        <Account
          key={account.businessUnitId}
          account={account}
          customerId={customerId}
          isNamed={accounts.length > 1}
        />
      ))}
    </>
  );
}

type Props = {
  readonly account: CreditAccount;
  readonly customerId: string;
  readonly isNamed: boolean;
};

function Account({ account, customerId, isNamed }: Props) {
  const { t } = useTranslation();
  const { units } = useUnits();
  const { businessUnitId, creditCents, returns, owedCents, payouts } = account;
  const unit = units.find(({ id }) => id === businessUnitId)?.name ?? "";
  const heldCents = creditCents + returns.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const leftCents = Math.max(0, heldCents - owedCents);
  return (
    <section className="panel credit" aria-label={t("credit.title")}>
      <div className="credit-head">
        <h2>
          {t("credit.title")}
          {isNamed && ` – ${unit}`}
        </h2>
        <span className="grow" />
        <Acts account={account} customerId={customerId} leftCents={leftCents} />
      </div>
      <dl className="credit-sums">
        <Sum label={t("credit.paidTooMuch")} cents={creditCents} />
        {returns.map((one) => (
          <Return key={`${one.invoiceId} ${one.fromOn} ${one.subscriptionId}`} of={one} />
        ))}
        {owedCents > 0 && <Sum label={t("credit.owed")} cents={-owedCents} />}
        <Sum label={t("credit.left")} cents={leftCents} isTotal />
      </dl>
      {payouts.length > 0 && <Payouts payouts={payouts} />}
    </section>
  );
}

type ActsProps = Omit<Props, "isNamed"> & { readonly leftCents: number };

/** It pays what is open, or goes back to him. */
function Acts({ account, customerId, leftCents }: ActsProps) {
  const mayUse = useMay("billing.write");
  const mayPayOut = useMay("billing.payout");
  const { businessUnitId, creditCents, returns, owedCents } = account;
  const hasCredit = creditCents > 0 || returns.length > 0;
  const about = { customerId, businessUnitId };
  return (
    <>
      {mayUse && hasCredit && owedCents > 0 && <UseCredit {...about} />}
      {mayPayOut && leftCents > 0 && (
        <PayCreditOut {...about} leftCents={leftCents} owedCents={owedCents} />
      )}
    </>
  );
}

type SumProps = { readonly label: string; readonly cents: number; readonly isTotal?: boolean };

function Sum({ label, cents, isTotal = false }: SumProps) {
  if (cents === 0 && !isTotal) return null;
  return (
    <div className={isTotal ? "credit-total" : undefined}>
      <dt>{label}</dt>
      <dd>
        <Money cents={cents} />
      </dd>
    </div>
  );
}

/** Days that were billed beyond the end of a plan. */
function Return({ of }: { readonly of: CreditReturn }) {
  const { t } = useTranslation();
  const { invoiceId, invoiceNumber, days, toOn, amountCents } = of;
  return (
    <div>
      <dt>
        <Link to={`/billing/invoices/${invoiceId}`}>
          {t("credit.returned", { number: invoiceNumber, count: days, day: formatDay(toOn) })}
        </Link>
      </dt>
      <dd>
        <Money cents={amountCents} />
      </dd>
    </div>
  );
}

function Payouts({ payouts }: { readonly payouts: readonly CreditPayout[] }) {
  const { t } = useTranslation();
  const mayPayOut = useMay("billing.payout");
  return (
    <Table<CreditPayout>
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={[...payouts]}
      columns={[
        {
          title: t("credit.paidOutOn"),
          dataIndex: "paidOn",
          width: 130,
          render: (on: string) => <CivilDate on={on} />,
        },
        {
          title: t("credit.note"),
          key: "note",
          render: (_, { note, reversed }) => (
            <>
              {note}
              {reversed !== null && (
                <div className="soft">
                  {t("payment.reversedBy", { by: reversed.by, reason: reversed.reason })}
                </div>
              )}
            </>
          ),
        },
        { title: t("payment.enteredBy"), dataIndex: "operatorName", width: 160 },
        {
          title: t("payment.amount"),
          key: "amount",
          align: "right",
          width: 140,
          render: (_, { amountCents, reversed }) =>
            reversed === null ? (
              <Money cents={amountCents} />
            ) : (
              <s>
                <Money cents={amountCents} />
              </s>
            ),
        },
        {
          title: "",
          key: "act",
          align: "right",
          width: 110,
          render: (_, payout) =>
            mayPayOut && payout.reversed === null ? <ReversePayout payout={payout} /> : null,
        },
      ]}
    />
  );
}
