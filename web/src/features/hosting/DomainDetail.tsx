import { Progress, Skeleton, Tabs } from "antd";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Server } from "../../api/catalogue.ts";
import { type Domain, useHosted } from "../../api/hosting.ts";
import { useList } from "../../api/lists.ts";
import { planOf } from "../../api/plan-of.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { phoneMask } from "../../ui/masks.ts";
import { formatOctets } from "../../ui/octets.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { toUnicode } from "../../ui/punycode.ts";
import { DetailActs } from "./DetailActs.tsx";
import type { DetailProps } from "./HostingDetail.tsx";
import { DnsTable } from "./DnsTable.tsx";
import { ShownCertificate } from "./ShownCertificate.tsx";
import { ZoneTable } from "./ZoneTable.tsx";

const Statistics = lazy(async () => ({
  default: (await import("./Statistics.tsx")).Statistics,
}));

/** A domain in the manual's tabs, read until Editar (C93 to C95), and its names (C98). */
export function DomainDetail(props: DetailProps) {
  const { item } = props;
  const { t } = useTranslation();
  const [tab, setTab] = useState("registration");
  const domain = useHosted<Domain>("domain", item.id);
  if (domain.data === undefined)
    return domain.error === null ? <Skeleton active /> : <ProblemNotice error={domain.error} />;
  const isOff = item.wanted?.state === "off";
  const panes: Readonly<Record<string, ReactNode>> = {
    registration: <Registration domain={domain.data} {...props} />,
    servers: <Servers domain={domain.data} />,
    dns: (
      <>
        <DnsTable domain={domain.data} {...props} />
        <ZoneTable domainId={domain.data.id} domain={domain.data.name} />
      </>
    ),
    statistics: (
      <Suspense fallback={<Skeleton active />}>
        <Statistics domain={domain.data} {...props} />
      </Suspense>
    ),
  };
  return (
    <>
      <DetailActs
        {...props}
        tasks={["edit-domain", isOff ? "activate-domain" : "deactivate-domain", "delete-domain"]}
      />
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={Object.entries(panes).map(([key, children]) => ({
          key,
          label: t(`hosting.tab.${key}`),
          children,
        }))}
      />
    </>
  );
}

function Registration({ domain, subscription }: DetailProps & { readonly domain: Domain }) {
  const { t } = useTranslation();
  const { name, registeredOn, developer, notes, diskBytes } = domain;
  const written = toUnicode(name);
  return (
    <Facts
      facts={[
        { label: t("hosting.domainName"), value: written },
        ...(written === name
          ? []
          : [{ label: t("hosting.asciiName"), value: <span className="code">{name}</span> }]),
        { label: t("hosting.plan"), value: planOf(subscription).name },
        {
          label: t("hosting.sizeMb"),
          value: <Disk bytes={diskBytes} ofMb={subscription.plan?.hosting?.diskMb} />,
        },
        { label: t("hosting.registeredOn"), value: <CivilDate on={registeredOn} /> },
        { label: t("hosting.developer"), value: developer.name },
        {
          label: t("hosting.developerPhone"),
          value: /^\d+$/.test(developer.phone)
            ? phoneMask.format(developer.phone)
            : developer.phone,
        },
        { label: t("hosting.developerEmail"), value: developer.email },
        { label: t("hosting.notes"), value: notes, wide: true },
      ]}
    />
  );
}

const mb = 1_048_576;
const nearlyFull = 0.9;

/** What the files take of what the plan gives. */
function Disk({ bytes, ofMb }: { readonly bytes: number; readonly ofMb: number | undefined }) {
  const { t, i18n } = useTranslation();
  const used = formatOctets(bytes, i18n.language);
  if (ofMb === undefined || ofMb === 0) return used;
  const share = bytes / (ofMb * mb);
  const text = t("hosting.diskOf", { used, room: ofMb });
  return (
    <>
      {text}
      <Progress
        percent={Math.min(100, Math.round(share * 100))}
        size="small"
        showInfo={false}
        aria-label={text}
        status={share >= nearlyFull ? "exception" : "normal"}
      />
    </>
  );
}

function Servers({ domain }: { readonly domain: Domain }) {
  const { t } = useTranslation();
  const servers = useList<Server>("servers").data ?? [];
  const called = (id: string | null, none: string) => {
    if (id === null) return t(none);
    const server = servers.find((one) => one.id === id);
    return server === undefined ? id : `${server.name} (${server.host})`;
  };
  const { admin, webServerId, mailServerId, dns1, dns2, redirectTo, adminEmail, statistics } =
    domain;
  return (
    <Facts
      facts={[
        { label: t("hosting.adminLogin"), value: admin.username },
        { label: t("hosting.webServer"), value: called(webServerId, "hosting.ownServer") },
        { label: t("hosting.mailServer"), value: called(mailServerId, "hosting.noMailServer") },
        { label: t("hosting.dns1"), value: dns1 === "" ? t("hosting.ownDns") : dns1 },
        { label: t("hosting.dns2"), value: dns2 === "" ? t("hosting.ownDns") : dns2 },
        { label: t("hosting.redirectTo"), value: redirectTo },
        { label: t("hosting.adminEmail"), value: adminEmail },
        { label: t("hosting.statistics"), value: t(statistics ? "form.yes" : "form.no") },
        {
          label: t("hosting.certificate"),
          value: <ShownCertificate domainId={domain.id} />,
          wide: true,
        },
      ]}
    />
  );
}
