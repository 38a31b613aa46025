import { isMissing } from "../../api/missing.ts";
import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Item } from "../../api/customers.ts";
import { isHosted } from "../../api/hosting.ts";
import { useList } from "../../api/lists.ts";
import type { RoutingPoint } from "../../api/network.ts";
import type { TreeSubscription } from "../../api/subscriptions.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { type Fact, Facts } from "../../ui/Facts.tsx";
import { toUnicode } from "../../ui/punycode.ts";
import { StateDot } from "../../ui/StateDot.tsx";
import { useItemReason } from "../../ui/use-item-reason.ts";
import { LoginOptions } from "../logins/LoginOptions.tsx";
import { useConnection } from "../network/use-connection.ts";
import { useActs } from "../operations/ActsProvider.tsx";
import "./subscription.css";

const HostingDetail = lazy(async () => ({
  default: (await import("../hosting/HostingDetail.tsx")).HostingDetail,
}));

type Props = { readonly item: Item; readonly subscription: TreeSubscription };

/** One item of a plan: what is wanted, what the server says, and, for a login, its connection. */
export function ItemDetail({ item, subscription }: Props) {
  const { t } = useTranslation();
  const { openMenu } = useActs();
  const connection = useConnectionFacts(item);
  const name = toUnicode(item.name);
  return (
    <>
      <div className="subscription-head">
        <div>
          <div className="soft">{t(`item.kind.${item.kind}`)}</div>
          <h2>{name}</h2>
          {name !== item.name && <div className="soft code">{item.name}</div>}
        </div>
        <Button
          icon={<EllipsisOutlined />}
          aria-label={t("menu.open")}
          aria-haspopup="menu"
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            openMenu({ subscription, item }, { x: box.left, y: box.bottom + 4 });
          }}
        />
      </div>
      <Facts facts={[...useStateFacts(item), ...connection]} />
      {item.kind === "login" && subscription.list !== "cancelled" && (
        <LoginOptions loginId={item.id} />
      )}
      {isHosted(item.kind) && (
        <Suspense fallback={<Skeleton active />}>
          <HostingDetail key={item.id} item={item} subscription={subscription} />
        </Suspense>
      )}
    </>
  );
}

function useStateFacts({ wanted, real, main, kind }: Item): Fact[] {
  const { t, i18n } = useTranslation();
  const sayReason = useItemReason();
  const facts: Fact[] = [];
  if (kind === "login" || kind === "mailbox") {
    facts.push({ label: t("item.main"), value: t(main ? "form.yes" : "form.no") });
  }
  if (wanted !== undefined) {
    const key = `item.wanted.${wanted.state}`;
    facts.push({ label: t("item.wantedLabel"), value: i18n.exists(key) ? t(key) : wanted.state });
  }
  if (real !== undefined) {
    facts.push(
      {
        label: t("item.realLabel"),
        value: (
          <span className="actions">
            <StateDot state={real.state} reason={real.reason} /> {t(`item.state.${real.state}`)}
          </span>
        ),
      },
      { label: t("item.realAt"), value: <Instant at={real.at} /> },
    );
    // An item of hosting says it in a strip, with what can be done about it.
    if (!isMissing(real.reason) && real.reason !== "" && !isHosted(kind)) {
      facts.push({ label: t("item.why"), value: sayReason(real.reason), wide: true });
    }
  }
  return facts;
}

function useConnectionFacts(item: Item): Fact[] {
  const { t } = useTranslation();
  const points = useList<RoutingPoint>("routing-points").data;
  const connection = useConnection(item.kind === "login" ? item.id : undefined);
  if (item.kind !== "login" || connection.data === undefined) return [];
  if (connection.data === null)
    return [{ label: t("session.connection"), value: t("customers.offline") }];
  const { startedAt, address, mac, routingPointId } = connection.data;
  const point = points?.find(({ id }) => id === routingPointId)?.name;
  return [
    { label: t("session.startedAt"), value: <Instant at={startedAt} /> },
    { label: t("session.address"), value: <span className="code">{address}</span> },
    { label: t("session.mac"), value: <span className="code">{mac}</span> },
    { label: t("session.routingPoint"), value: point },
  ];
}
