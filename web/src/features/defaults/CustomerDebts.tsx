import { useQuery } from "@tanstack/react-query";
import { Alert, Skeleton, Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { request } from "../../api/client.ts";
import type { CustomerLadder, LateDebt } from "../../api/default-ladder.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { formatDay } from "../../ui/dates.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Money } from "../../ui/Money.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { ContestList } from "./ContestList.tsx";
import { DebtActs } from "./DebtActs.tsx";
import { ContestButton } from "./ContestButton.tsx";
import { LadderTimeline } from "./LadderTimeline.tsx";
import { NoticeTable } from "./NoticeTable.tsx";
import "./defaults.css";

/** Inadimplência: what a customer owes, what comes when and why, and what can be done about it. */
export function CustomerDebts({ customerId }: { readonly customerId: string }) {
  const ladder = useQuery({
    queryKey: ["customers", customerId, "default-ladder"],
    queryFn: ({ signal }) =>
      request<CustomerLadder>(`/customers/${customerId}/default-ladder`, { signal }),
  });
  if (ladder.data === undefined)
    return (
      <>
        <ProblemNotice error={ladder.error} onRetry={() => void ladder.refetch()} />
        {ladder.isPending && <Skeleton active />}
      </>
    );
  return <Debts ladder={ladder.data} />;
}

function Debts({ ladder }: { readonly ladder: CustomerLadder }) {
  const { t } = useTranslation();
  const { contests, notices, debts } = ladder;
  return (
    <div className="debts">
      <Why ladder={ladder} />
      <DebtActs ladder={ladder} />
      <LadderTimeline ladder={ladder} />
      {debts.length > 0 && (
        <section aria-label={t("defaults.debts")}>
          <h2>{t("defaults.debts")}</h2>
          <DebtTable debts={debts} />
        </section>
      )}
      {contests.length > 0 && (
        <section aria-label={t("defaults.contests")}>
          <h2>{t("defaults.contests")}</h2>
          <ContestList contests={contests} debts={debts} />
        </section>
      )}
      {notices.length > 0 && (
        <section aria-label={t("notice.list")}>
          <h2>{t("notice.list")}</h2>
          <NoticeTable notices={notices} />
        </section>
      )}
    </div>
  );
}

/** One sentence for who is on the telephone: what comes, or why nothing does. */
function Why({ ladder }: { readonly ladder: CustomerLadder }) {
  const { t } = useTranslation();
  const { owedCents, holds, steps, suspensions } = ladder;
  const next = steps[0];
  const held = suspensions.find(({ state }) => state === "suspended" || state === "suspending");
  const tone = held !== undefined ? "error" : owedCents > 0 ? "warning" : "success";
  const title =
    held !== undefined
      ? t("defaults.suspendedSince", { day: formatDay(held.suspendedOn) })
      : next === undefined
        ? t(`defaults.hold.${holds[0] ?? "paid"}`)
        : t(`defaults.next.${next.act}`, { day: formatDay(next.on) });
  const words = holds.filter((hold) => next !== undefined && hold !== "paid");
  return (
    <Alert
      type={tone}
      showIcon
      title={title}
      description={
        owedCents > 0 || words.length > 0 ? (
          <>
            {owedCents > 0 && (
              <span>
                {t("defaults.owes")} <Money cents={owedCents} />.{" "}
              </span>
            )}
            {words.map((hold) => (
              <span key={hold}>{t(`defaults.hold.${hold}`)} </span>
            ))}
          </>
        ) : undefined
      }
    />
  );
}

function DebtTable({ debts }: { readonly debts: readonly LateDebt[] }) {
  const { t } = useTranslation();
  return (
    <Table<LateDebt>
      rowKey="invoiceId"
      size="small"
      pagination={false}
      dataSource={[...debts]}
      locale={{ emptyText: <EmptyState title={t("defaults.hold.paid")} /> }}
      columns={[
        {
          title: t("invoice.number"),
          key: "number",
          width: 90,
          render: (_, { invoiceId, number }) => (
            <Link to={`/billing/invoices/${invoiceId}`}>{number}</Link>
          ),
        },
        {
          title: t("invoice.dueOn"),
          dataIndex: "dueOn",
          width: 120,
          render: (on: string) => <CivilDate on={on} />,
        },
        {
          title: t("defaults.noticedOn"),
          dataIndex: "noticedOn",
          width: 130,
          render: (on: string | null) => <CivilDate on={on} />,
        },
        {
          title: t("defaults.open"),
          dataIndex: "openCents",
          align: "right",
          render: (cents: number) => <Money cents={cents} />,
        },
        {
          title: "",
          key: "act",
          align: "right",
          width: 140,
          render: (_, debt) =>
            debt.contested ? (
              <span className="soft">{t("defaults.contested")}</span>
            ) : (
              <ContestButton debt={debt} />
            ),
        },
      ]}
    />
  );
}
