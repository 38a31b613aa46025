import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { Server } from "../../api/catalogue.ts";
import { type HostedDatabase, useHosted } from "../../api/hosting.ts";
import { useList } from "../../api/lists.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { type Fact, Facts } from "../../ui/Facts.tsx";
import { formatOctets } from "../../ui/octets.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { toUnicode } from "../../ui/punycode.ts";
import { connectionLine } from "./connection-line.ts";
import { DetailActs } from "./DetailActs.tsx";
import type { DetailProps } from "./HostingDetail.tsx";
import { domainsOf } from "./hosting-task.ts";

/** A database: engine, server, size, and how it is opened (C97). */
export function DatabaseDetail(props: DetailProps) {
  const { item } = props;
  const { t } = useTranslation();
  const database = useHosted<HostedDatabase>("database", item.id);
  if (database.data === undefined)
    return database.error === null ? <Skeleton active /> : <ProblemNotice error={database.error} />;
  const line = connectionLine(database.data);
  return (
    <>
      <DetailActs {...props} tasks={["edit-database", "new-database-password"]} />
      <DatabaseFacts {...props} database={database.data} />
      {line !== "" && (
        <div className="hosting-line">
          <span className="soft">{t("hosting.line")}</span>
          <code>{line}</code>
          <CopyButton label={t("hosting.copyLine")} text={line} />
        </div>
      )}
    </>
  );
}

function DatabaseFacts({
  database,
  subscription,
}: DetailProps & { readonly database: HostedDatabase }) {
  const { t } = useTranslation();
  const domain = domainsOf(subscription).find(({ id }) => id === database.domainId);
  return (
    <Facts
      facts={[
        { label: t("hosting.domain"), value: toUnicode(domain?.name ?? "") },
        ...useDatabaseFacts(database),
      ]}
    />
  );
}

/** What a database is, for its panel and its dialog. */
export function useDatabaseFacts(database: HostedDatabase): Fact[] {
  const { t, i18n } = useTranslation();
  const servers = useList<Server>("servers", { kind: "database" }).data ?? [];
  const { engine, serverId, name, username, sizeBytes, host, port } = database;
  const picked = servers.find(({ id }) => id === serverId);
  return [
    { label: t("hosting.engine"), value: t(`hosting.engines.${engine}`) },
    { label: t("hosting.databaseServer"), value: picked?.name ?? t("hosting.ownServer") },
    {
      label: t("hosting.databaseAddress"),
      value: host === "" ? "" : <span className="code">{`${host}:${port}`}</span>,
    },
    { label: t("hosting.databaseName"), value: <span className="code">{name}</span> },
    { label: t("hosting.databaseUser"), value: <span className="code">{username}</span> },
    { label: t("hosting.size"), value: formatOctets(sizeBytes, i18n.language) },
  ];
}
