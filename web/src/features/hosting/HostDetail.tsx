import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { type Host, useHosted } from "../../api/hosting.ts";
import { Facts } from "../../ui/Facts.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { toUnicode } from "../../ui/punycode.ts";
import { DetailActs } from "./DetailActs.tsx";
import { recordTypeOf } from "./host-rules.ts";
import type { DetailProps } from "./HostingDetail.tsx";

/** A host or an alias, with the record that it is (C98). */
export function HostDetail(props: DetailProps) {
  const { t } = useTranslation();
  const host = useHosted<Host>("dns-host", props.item.id);
  if (host.data === undefined)
    return host.error === null ? <Skeleton active /> : <ProblemNotice error={host.error} />;
  const { name, type, pointsTo } = host.data;
  return (
    <>
      <DetailActs {...props} tasks={["edit-host"]} />
      <Facts
        facts={[
          { label: t("hosting.hostName"), value: toUnicode(name), wide: true },
          { label: t("hosting.hostType"), value: t(`hosting.hostTypes.${type}`) },
          { label: t("hosting.recordType"), value: recordTypeOf(type, pointsTo) },
          {
            label: t("hosting.pointsTo"),
            value: <span className="code">{toUnicode(pointsTo)}</span>,
          },
        ]}
      />
    </>
  );
}
