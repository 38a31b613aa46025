import { useTranslation } from "react-i18next";
import type { Item } from "../../api/customers.ts";
import type { TreeSubscription } from "../../api/subscriptions.ts";
import { DatabaseDetail } from "./DatabaseDetail.tsx";
import { DomainDetail } from "./DomainDetail.tsx";
import { FtpUserDetail } from "./FtpUserDetail.tsx";
import { HostDetail } from "./HostDetail.tsx";
import { ItemStrip } from "./ItemStrip.tsx";
import "./hosting.css";

export type DetailProps = { readonly item: Item; readonly subscription: TreeSubscription };

const details: Readonly<Record<string, (props: DetailProps) => React.ReactNode>> = {
  domain: DomainDetail,
  "ftp-user": FtpUserDetail,
  database: DatabaseDetail,
  "dns-host": HostDetail,
};

/** What an item of hosting is, below what every item says of itself (C93 to C98). */
export function HostingDetail(props: DetailProps) {
  const { t } = useTranslation();
  const Detail = details[props.item.kind];
  return (
    <section aria-label={t(`item.kind.${props.item.kind}`)}>
      <ItemStrip {...props} />
      {Detail !== undefined && <Detail {...props} />}
    </section>
  );
}
