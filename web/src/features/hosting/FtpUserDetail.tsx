import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { Server } from "../../api/catalogue.ts";
import { type FtpUser, useHosted } from "../../api/hosting.ts";
import { useList } from "../../api/lists.ts";
import { Facts } from "../../ui/Facts.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { toUnicode } from "../../ui/punycode.ts";
import { DetailActs } from "./DetailActs.tsx";
import type { DetailProps } from "./HostingDetail.tsx";
import { domainsOf } from "./hosting-task.ts";
import { PermissionList } from "./PermissionGrid.tsx";

/** An FTP user: where he is put, and which of the seven he may do (C96). */
export function FtpUserDetail(props: DetailProps) {
  const { item, subscription } = props;
  const { t } = useTranslation();
  const user = useHosted<FtpUser>("ftp-user", item.id);
  const servers = useList<Server>("servers", { kind: "ftp" });
  if (user.data === undefined)
    return user.error === null ? <Skeleton active /> : <ProblemNotice error={user.error} />;
  const { domainId, username, physicalPath, virtualPath, permissions } = user.data;
  const domain = domainsOf(subscription).find(({ id }) => id === domainId)?.name ?? "";
  return (
    <>
      <DetailActs {...props} tasks={["edit-ftp-user"]} />
      <Facts
        facts={[
          { label: t("hosting.domain"), value: toUnicode(domain) },
          { label: t("hosting.ftpServer"), value: servers.data?.[0]?.host ?? domain },
          { label: t("hosting.ftpLogin"), value: <span className="code">{username}</span> },
          { label: t("hosting.physicalPath"), value: <span className="code">{physicalPath}</span> },
          {
            label: t("hosting.virtualPath"),
            value: virtualPath === "" ? "" : <span className="code">{virtualPath}</span>,
          },
        ]}
      />
      <h3 className="hosting-heading">{t("hosting.permissions")}</h3>
      <PermissionList permissions={permissions} />
    </>
  );
}
