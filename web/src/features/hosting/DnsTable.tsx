import { EditOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Table } from "antd";
import { useTranslation } from "react-i18next";
import type { Item } from "../../api/customers.ts";
import { type Domain, type Host, useHosts } from "../../api/hosting.ts";
import { useMay } from "../../app/session.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { toUnicode } from "../../ui/punycode.ts";
import { StateDot } from "../../ui/StateDot.tsx";
import { useActs } from "../operations/ActsProvider.tsx";
import { recordTypeOf } from "./host-rules.ts";
import type { DetailProps } from "./HostingDetail.tsx";

type Props = DetailProps & { readonly domain: Domain };

/** The names of a domain as a table of records (C98). */
export function DnsTable({ domain, item, subscription }: Props) {
  const { t } = useTranslation();
  const { openTask } = useActs();
  const mayWrite = useMay("subscriptions.write") && subscription.list !== "cancelled";
  const hosts = useHosts(domain.id);
  const itemOf = (host: Host): Item => subscription.items.find(({ id }) => id === host.id) ?? host;
  return (
    <>
      <div className="hosting-table-head">
        <h3>{t("hosting.hosts")}</h3>
        {mayWrite && (
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => openTask("add-host", { subscription, item })}
          >
            {t("menu.add-host")}
          </Button>
        )}
      </div>
      <ProblemNotice error={hosts.error} />
      <Table<Host>
        rowKey="id"
        size="small"
        loading={hosts.isPending}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        dataSource={[...(hosts.data?.items ?? [])]}
        locale={{
          emptyText: <EmptyState title={t("hosting.noHosts")} hint={t("hosting.noHostsHint")} />,
        }}
        columns={[
          {
            title: t("hosting.hostName"),
            render: (_, { name, label, real }) => (
              <span className="hosting-named" title={toUnicode(name)}>
                {real !== undefined && <StateDot state={real.state} reason={real.reason} />}
                <span className="code">{toUnicode(label)}</span>
              </span>
            ),
          },
          {
            title: t("hosting.recordType"),
            width: 90,
            render: (_, { type, pointsTo }) => recordTypeOf(type, pointsTo) ?? "–",
          },
          {
            title: t("hosting.pointsTo"),
            render: (_, { pointsTo }) => <span className="code">{toUnicode(pointsTo)}</span>,
          },
          {
            key: "acts",
            width: 48,
            align: "right",
            render: (_, host) =>
              mayWrite && (
                <Button
                  type="text"
                  size="small"
                  icon={<EditOutlined />}
                  aria-label={t("list.edit", { name: toUnicode(host.name) })}
                  onClick={() => openTask("edit-host", { subscription, item: itemOf(host) })}
                />
              ),
          },
        ]}
      />
    </>
  );
}
