import { Alert, Button, Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Item } from "../../api/customers.ts";
import { hostingRoots, useZone, type ZoneRecords } from "../../api/hosting.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSaid } from "../../ui/use-said.ts";

/** Asks the servers now whether anybody changed something by hand. */
function CompareButton({ path }: { readonly path: string }) {
  const { t } = useTranslation();
  const said = useSaid();
  const mayWrite = useMay("subscriptions.write");
  const compare = useSubmit<undefined, Item>({
    path: `${path}/compare`,
    refresh: hostingRoots,
    onDone: ({ real }) =>
      said(t(real?.state === "in-step" ? "hosting.comparedSame" : "hosting.compared")),
  });
  if (!mayWrite) return null;
  return (
    <>
      <ProblemNotice error={compare.error} />
      <Button size="small" loading={compare.isPending} onClick={() => compare.mutate(undefined)}>
        {t("hosting.compare")}
      </Button>
    </>
  );
}

/** Takes an acceptance back: the records become again what Torre would write. */
function ForgetAccepted({ path }: { readonly path: string }) {
  const { t } = useTranslation();
  const said = useSaid();
  const mayWrite = useMay("subscriptions.write");
  const forget = useSubmit<object, Item>({
    path: `${path}/apply-again`,
    refresh: hostingRoots,
    onDone: () => said(t("hosting.appliedAgain")),
  });
  const act = (
    <Button
      size="small"
      loading={forget.isPending}
      onClick={() => forget.mutate({ forgetAccepted: true })}
    >
      {t("hosting.forgetAccepted")}
    </Button>
  );
  return (
    <>
      <ProblemNotice error={forget.error} />
      <Alert
        className="form-note"
        type="info"
        showIcon
        title={t("hosting.acceptedNote")}
        {...(mayWrite && { action: act })}
      />
    </>
  );
}

const colours = { changed: "warning", missing: "error", extra: "warning" } as const;

/** The zone as the DNS server has it; what differs from what is wanted stands beside it. */
export function ZoneTable({
  domainId,
  domain,
}: {
  readonly domainId: string;
  readonly domain: string;
}) {
  const { t } = useTranslation();
  const zone = useZone(domainId);
  const isServed = zone.data?.served !== false;
  const isByHand = zone.data?.records.some(({ accepted }) => accepted) === true;
  return (
    <>
      <div className="hosting-table-head hosting-heading">
        <h3>{t("hosting.zone")}</h3>
        <CompareButton path={`/domains/${domainId}`} />
      </div>
      <ProblemNotice error={zone.error} onRetry={() => void zone.refetch()} />
      {isByHand && <ForgetAccepted path={`/domains/${domainId}`} />}
      {!isServed && (
        <Alert className="form-note" type="warning" showIcon title={t("hosting.notServed")} />
      )}
      <Table<ZoneRecords>
        rowKey={({ name, type }) => `${name} ${type}`}
        size="small"
        loading={zone.isPending}
        pagination={{ pageSize: 30, hideOnSinglePage: true }}
        dataSource={(zone.data?.records ?? []).toSorted(byPlace(domain))}
        locale={{ emptyText: t("hosting.noZone") }}
        columns={[
          {
            title: t("list.name"),
            width: "28%",
            render: (_, { name }) => (
              <span className="code" title={name}>
                {shortName(name, domain)}
              </span>
            ),
          },
          { title: t("hosting.recordType"), dataIndex: "type", width: 90 },
          { title: t("hosting.recordValue"), render: (_, records) => <Values {...records} /> },
        ]}
      />
    </>
  );
}

const types = ["SOA", "NS", "A", "AAAA", "MX", "TXT"];

/** The domain itself first, in the order in which zone files are read. */
function byPlace(domain: string) {
  const place = ({ name, type }: ZoneRecords) =>
    name === `${domain}.` ? types.indexOf(type) : types.length;
  return (one: ZoneRecords, other: ZoneRecords) =>
    place(one) - place(other) || one.name.localeCompare(other.name);
}

/** As zone files write it: @ is the domain itself. */
function shortName(name: string, domain: string): string {
  if (name === `${domain}.`) return "@";
  return name.endsWith(`.${domain}.`) ? name.slice(0, -(domain.length + 2)) : name;
}

function Values({ wanted, found, state, accepted }: ZoneRecords) {
  const { t } = useTranslation();
  const lines = (values: readonly string[]) =>
    values.map((value) => (
      <div key={value} className="code hosting-record">
        {value}
      </div>
    ));
  if (state === "same")
    return (
      <>
        {lines(found)}
        {accepted && <Tag>{t("hosting.byHand")}</Tag>}
      </>
    );
  return (
    <>
      <Tag color={colours[state]}>{t(`hosting.recordState.${state}`)}</Tag>
      {found.length > 0 && (
        <>
          <div className="soft">{t("hosting.recordFound")}</div>
          {lines(found)}
        </>
      )}
      {wanted.length > 0 && (
        <>
          <div className="soft">{t("hosting.recordWanted")}</div>
          {lines(wanted)}
        </>
      )}
    </>
  );
}
