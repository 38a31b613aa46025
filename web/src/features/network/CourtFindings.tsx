import { Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { isMissing } from "../../api/missing.ts";
import type { Session } from "../../api/network.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatMac } from "../../ui/mac.ts";
import { formatDocument } from "../../ui/masks.ts";
import { ExportButton } from "../lists/ExportButton.tsx";
import type { CourtQuery } from "./court-search.ts";

export type CourtSession = Session & {
  readonly customerName: string;
  readonly customerDocument: string;
};

export type CourtAnswer = { readonly address: string; readonly items: readonly CourtSession[] };

type Props = { readonly asked: CourtQuery; readonly answer: CourtAnswer };

/** Whose connection it was: customer, login and period, and the private address behind a shared one. */
export function CourtFindings({ asked, answer }: Props) {
  const { t } = useTranslation();
  const columns = useColumns(answer.address);
  const port = asked.port === undefined ? "" : `:${asked.port}`;
  const at = new Date(asked.at).toLocaleString("pt-BR", { timeZone: "UTC" });
  return (
    <section aria-live="polite">
      <div className="page-head">
        <h2>{t("court.found", { count: answer.items.length })}</h2>
        <span className="soft">
          <span className="code">{`${asked.ip}${port}`}</span> · {at} UTC
        </span>
        <span className="grow" />
        <ExportButton path="/sessions/search.csv" query={asked} />
      </div>
      {answer.address !== asked.ip && (
        <p>
          {t("court.behind")} <b className="code">{answer.address}</b>
        </p>
      )}
      <div className="panel">
        <Table<CourtSession>
          rowKey="sessionId"
          size="small"
          columns={columns}
          dataSource={[...answer.items]}
          pagination={false}
          scroll={{ x: 900 }}
          locale={{ emptyText: <EmptyState title={t("court.none")} hint={t("court.noneHint")} /> }}
        />
      </div>
    </section>
  );
}

function useColumns(privateAddress: string): TableColumnsType<CourtSession> {
  const { t } = useTranslation();
  const instant = (at: string | null | undefined) =>
    isMissing(at) ? t("court.stillOpen") : <Exact at={at} />;
  return [
    {
      title: t("court.customer"),
      key: "customer",
      render: (_, { customerId, customerName, customerDocument }) =>
        isMissing(customerId) || customerId === "" ? (
          "–"
        ) : (
          <>
            <Link to={`/customers/${customerId}`}>{customerName || t("court.openCustomer")}</Link>
            {customerDocument !== "" && (
              <div className="soft number">{formatDocument(customerDocument)}</div>
            )}
          </>
        ),
    },
    { title: t("session.login"), dataIndex: "username" },
    {
      title: t("court.privateAddress"),
      dataIndex: "address",
      width: 150,
      render: (address: string | null) => (
        <span className="code">
          {address === null || address === "" ? privateAddress : address}
        </span>
      ),
    },
    {
      title: t("session.mac"),
      dataIndex: "mac",
      width: 160,
      render: (mac: string | null) => <span className="code">{formatMac(mac ?? "")}</span>,
    },
    { title: t("court.from"), dataIndex: "startedAt", width: 165, render: instant },
    { title: t("court.to"), dataIndex: "stoppedAt", width: 165, render: instant },
  ];
}

/** To the second, and in UTC: a court compares it with other logs. */
function Exact({ at }: { readonly at: string }) {
  return (
    <time className="number" dateTime={at}>
      {new Date(at).toLocaleString("pt-BR", { timeZone: "UTC" })} UTC
    </time>
  );
}
