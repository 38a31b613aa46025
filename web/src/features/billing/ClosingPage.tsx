import { useQuery } from "@tanstack/react-query";
import { App, Button, Progress, Skeleton, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Closing } from "../../api/billing.ts";
import type { BusinessUnit } from "../../api/catalogue.ts";
import { request } from "../../api/client.ts";
import { useList } from "../../api/lists.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { formatDay } from "../../ui/dates.ts";
import { formatCents } from "../../ui/money.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { ClosingInvoices } from "./ClosingInvoices.tsx";
import { ClosingLetters } from "./ClosingLetters.tsx";
import { ClosingLines } from "./ClosingLines.tsx";
import { isAtWork } from "./ClosingList.tsx";
import { ClosingStateTag } from "./ClosingStateTag.tsx";
import { OutlierList } from "./OutlierList.tsx";
import { ParkedList } from "./ParkedList.tsx";
import { ReverseClosing, TakenBack } from "./ReverseClosing.tsx";
import "./billing.css";

const pollMs = 700;
const noOutliers = { new: 0, gone: 0, changed: 0 };
const noTotals = { subscriptions: 0, lines: 0, invoices: 0, amountCents: 0 };

/** One closing: what it would bill, why, and what was left out; then the bills themselves. */
export function ClosingPage() {
  const { closingId = "" } = useParams();
  const closing = useQuery({
    queryKey: ["closings", closingId],
    queryFn: ({ signal }) => request<Closing>(`/closings/${closingId}`, { signal }),
    refetchInterval: ({ state }) =>
      state.data === undefined || isAtWork(state.data) ? pollMs : false,
  });
  if (closing.data === undefined) {
    return (
      <div className="page">
        <ProblemNotice error={closing.error} onRetry={() => void closing.refetch()} />
        {closing.isPending && <Skeleton active />}
      </div>
    );
  }
  return <ClosingScreen closing={closing.data} />;
}

function ClosingScreen({ closing }: { readonly closing: Closing }) {
  const { t } = useTranslation();
  const units = useList<BusinessUnit>("business-units").data;
  const unit = units?.find(({ id }) => id === closing.businessUnitId)?.name ?? "";
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <Link to="/billing">{t("billing.closings")}</Link>
          <h1>{t("billing.closingTitle", { unit, day: formatDay(closing.on) })}</h1>
        </div>
        <ClosingStateTag state={closing.state} />
        <span className="grow" />
        <CommitButton closing={closing} unit={unit} />
        <ReverseClosing closing={closing} unit={unit} />
      </div>
      <TakenBack closing={closing} />
      {isAtWork(closing) && <Work closing={closing} />}
      <Totals closing={closing} />
      {!isAtWork(closing) && <Parts closing={closing} />}
    </div>
  );
}

/** What it bills and why, what surprises, what was left out; and the invoices that it issued. */
function Parts({ closing }: { readonly closing: Closing }) {
  const { t } = useTranslation();
  const { id, state, parked = [], outliers } = closing;
  const found = outliers ?? noOutliers;
  const invoices = { key: "invoices", label: t("invoice.list") };
  const items = [
    { key: "lines", label: t("billing.lines"), children: <ClosingLines closingId={id} /> },
    {
      key: "outliers",
      label: t("billing.outlierCount", { count: found.new + found.gone + found.changed }),
      children: <OutlierList closingId={id} />,
    },
    {
      key: "parked",
      label: t("billing.parkedCount", { count: parked.length }),
      children: <ParkedList parked={parked} />,
    },
  ];
  if (state !== "proposed")
    items.push(
      { ...invoices, children: <ClosingInvoices closing={closing} /> },
      { key: "letters", label: t("letter.title"), children: <ClosingLetters closingId={id} /> },
    );
  return <Tabs items={items} />;
}

function CommitButton({ closing, unit }: { readonly closing: Closing; readonly unit: string }) {
  const { t, i18n } = useTranslation();
  const { modal } = App.useApp();
  const mayClose = useMay("billing.close");
  const commit = useSubmit<Record<string, never>, Closing>({
    path: `/closings/${closing.id}/commit`,
    refresh: ["closings", "invoices"],
  });
  if (closing.state !== "proposed" || !mayClose) return <ProblemNotice error={commit.error} />;
  const ask = () => {
    modal.confirm({
      title: t("billing.commitTitle", { unit, day: formatDay(closing.on) }),
      content: t("billing.commitText", {
        invoices: closing.totals?.invoices ?? 0,
        total: formatCents(closing.totals?.amountCents ?? 0, i18n.language),
      }),
      okText: t("billing.commit"),
      cancelText: t("form.leave"),
      onOk: () => commit.mutate({}),
    });
  };
  return (
    <>
      <ProblemNotice error={commit.error} />
      <Button type="primary" size="large" loading={commit.isPending} onClick={() => ask()}>
        {t("billing.commit")}
      </Button>
    </>
  );
}

function Work({ closing }: { readonly closing: Closing }) {
  const { t } = useTranslation();
  const { done, total } = closing.progress ?? { done: 0, total: 0 };
  return (
    <div className="panel billing-work" aria-live="polite">
      <div className="number">{t(`billing.working.${closing.state}`, { done, total })}</div>
      <Progress
        percent={total === 0 ? 0 : Math.floor((done / total) * 100)}
        status="active"
        aria-label={t(`billing.states.${closing.state}`)}
      />
      <span className="soft">{t("billing.workingHint")}</span>
    </div>
  );
}

function Totals({ closing }: { readonly closing: Closing }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const totals = { ...noTotals, ...closing.totals, parked: closing.parked?.length ?? 0 };
  const counted = (["invoices", "subscriptions", "lines", "parked"] as const).map((key) => ({
    key,
    value: number.format(totals[key]),
  }));
  const total = `R$ ${formatCents(totals.amountCents, i18n.language)}`;
  const figures = [{ key: "total", value: total }, ...counted];
  return (
    <dl className="panel billing-totals">
      {figures.map(({ key, value }) => (
        <div key={key}>
          <dt>{t(`billing.${key}`)}</dt>
          <dd className="number">{value}</dd>
          {key === "total" && <AgainstMonthBefore closing={closing} />}
        </div>
      ))}
    </dl>
  );
}

/** How the total compares with the closing a month before, where there was one. */
function AgainstMonthBefore({ closing }: { readonly closing: Closing }) {
  const { t, i18n } = useTranslation();
  const before = closing.before?.amountCents ?? 0;
  if (before <= 0) return null;
  const share = ((closing.totals?.amountCents ?? 0) - before) / before;
  const percent = new Intl.NumberFormat(i18n.language, {
    style: "percent",
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  }).format(share);
  return (
    <dd className="soft number billing-before">
      {t("billing.againstBefore", { percent, total: formatCents(before, i18n.language) })}
    </dd>
  );
}
