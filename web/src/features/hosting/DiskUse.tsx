import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { type Domain, type HostedDatabase, hostedPath } from "../../api/hosting.ts";
import { formatOctets } from "../../ui/octets.ts";
import type { DetailProps } from "./HostingDetail.tsx";
import { itemsOf } from "./hosting-task.ts";
import "../reports/report.css";

const mb = 1_048_576;

type Part = { readonly name: string; readonly bytes: number };

/** What takes the plan's disk: the site's files and each of its databases, as last measured. */
export function DiskUse({ domain, subscription }: DetailProps & { readonly domain: Domain }) {
  const { t, i18n } = useTranslation();
  const databases = useDatabases(domain, subscription);
  const parts = [{ name: t("hosting.files"), bytes: domain.diskBytes }, ...databases];
  const room = (subscription.plan?.hosting?.diskMb ?? 0) * mb;
  const whole = Math.max(room, ...parts.map(({ bytes }) => bytes), 1);
  const octets = (bytes: number) => formatOctets(bytes, i18n.language);
  return (
    <section className="hosting-disk">
      <h3 className="hosting-heading">
        {t("hosting.disk")}{" "}
        {room > 0 && <span className="soft">{t("hosting.diskRoom", { room: room / mb })}</span>}
      </h3>
      <dl>
        {parts.map(({ name, bytes }) => (
          <div key={name} className="report-bar">
            <dt>{name}</dt>
            <dd>
              <span className="report-bar-line" style={{ width: `${(bytes / whole) * 100}%` }} />
              <span className="number">{octets(bytes)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useDatabases(domain: Domain, subscription: DetailProps["subscription"]): readonly Part[] {
  const held = itemsOf(subscription).filter(
    ({ kind, parentId }) => kind === "database" && parentId === domain.id,
  );
  return useQueries({
    queries: held.map(({ id }) => ({
      queryKey: ["hosting", "database", id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        request<HostedDatabase>(hostedPath("database", id), { signal }),
    })),
    combine: (found) =>
      found.flatMap(({ data }) =>
        data === undefined ? [] : [{ name: data.name, bytes: data.sizeBytes }],
      ),
  });
}
