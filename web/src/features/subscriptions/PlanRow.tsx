import {
  CaretDownFilled,
  CaretRightFilled,
  CloudServerOutlined,
  DatabaseOutlined,
  EllipsisOutlined,
  FolderOutlined,
  GlobalOutlined,
  LinkOutlined,
  MailOutlined,
  NodeIndexOutlined,
  UserOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import type { MouseEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ItemKind } from "../../api/customers.ts";
import { isMissing } from "../../api/missing.ts";
import { planOf } from "../../api/plan-of.ts";
import type { TreeSubscription } from "../../api/subscriptions.ts";
import { toUnicode } from "../../ui/punycode.ts";
import { StateDot } from "../../ui/StateDot.tsx";
import { useActs } from "../operations/ActsProvider.tsx";
import { OnlineDot } from "./OnlineDot.tsx";
import type { Row } from "./rows.ts";
import { worstState } from "./tree.ts";

type Props = {
  readonly row: Row;
  readonly isSelected: boolean;
  /** The one row that Tab reaches; arrows go on from it. */
  readonly isHome: boolean;
  readonly onOpen: () => void;
  readonly onToggle: () => void;
};

const itemIcons: Readonly<Record<ItemKind, ReactNode>> = {
  login: <UserOutlined />,
  ip: <NodeIndexOutlined />,
  mailbox: <MailOutlined />,
  domain: <GlobalOutlined />,
  "ftp-user": <FolderOutlined />,
  database: <DatabaseOutlined />,
  "dns-host": <LinkOutlined />,
};

/** One line of the tree: a list, a plan or an item. */
export function PlanRow({ row, isSelected, isHome, onOpen, onToggle }: Props) {
  const { openMenu } = useActs();
  const menu = (event: MouseEvent) => {
    if (row.kind === "list") return;
    event.preventDefault();
    event.stopPropagation();
    const { subscription } = row;
    openMenu(
      row.kind === "item" ? { subscription, item: row.item } : { subscription },
      pointOf(event),
    );
  };
  return (
    <div
      role="treeitem"
      aria-level={row.level}
      aria-selected={isSelected}
      {...(row.hasChildren ? { "aria-expanded": row.isOpen } : {})}
      tabIndex={isHome ? 0 : -1}
      data-row={row.id}
      className={classOf(row, isSelected)}
      style={{ paddingLeft: 8 + Math.max(0, row.level - 2) * 18 }}
      onClick={onOpen}
      onContextMenu={menu}
      onKeyDown={() => undefined}
    >
      <Twisty row={row} onToggle={onToggle} />
      <RowText row={row} />
      {row.kind !== "list" && <MenuButton onOpen={menu} />}
    </div>
  );
}

function RowText({ row }: { readonly row: Row }) {
  const { t } = useTranslation();
  if (row.kind === "list") {
    return (
      <>
        <span className="plan-row-name">{t(`list.${row.list}`)}</span>
        <span className="plan-row-count number">{row.count}</span>
      </>
    );
  }
  if (row.kind === "plan") return <PlanText subscription={row.subscription} />;
  return <ItemText row={row} />;
}

function PlanText({ subscription }: { readonly subscription: TreeSubscription }) {
  const { list, items, number, drift, status } = subscription;
  const state = list === "cancelled" ? undefined : worstState(items);
  const { name } = planOf(subscription);
  return (
    <>
      <span className="plan-row-number number">{number}</span>
      <span className="plan-row-name" title={name}>
        {name}
      </span>
      {!isMissing(drift) && <DriftMark />}
      <StatusMark status={status} />
      {state !== undefined && <StateDot state={state} />}
    </>
  );
}

function ItemText({ row }: { readonly row: Extract<Row, { readonly kind: "item" }> }) {
  const { t } = useTranslation();
  const { item } = row;
  const real = item.real;
  return (
    <>
      <span className="plan-row-icon" title={t(`item.kind.${item.kind}`)}>
        {itemIcons[item.kind] ?? <CloudServerOutlined />}
      </span>
      <span className="unseen">{t(`item.kind.${item.kind}`)}</span>
      <span
        className={item.main ? "plan-row-name plan-row-main" : "plan-row-name"}
        title={item.name}
      >
        {toUnicode(item.name)}
      </span>
      {item.kind === "login" && row.subscription.list === "active" && (
        <OnlineDot loginId={item.id} />
      )}
      {item.wanted?.state === "off" && <span className="status-mark">{t("item.wanted.off")}</span>}
      {real !== undefined && <StateDot state={real.state} reason={real.reason} />}
    </>
  );
}

function StatusMark({ status }: { readonly status: string }) {
  const { t } = useTranslation();
  if (status === "enabled") return null;
  return (
    <span className={`status-mark status-mark-${status}`}>
      {t(`status.short.${status}`, status)}
    </span>
  );
}

function DriftMark() {
  const { t } = useTranslation();
  return <span className="status-mark status-mark-drift">{t("plans.driftMark")}</span>;
}

function Twisty({ row, onToggle }: { readonly row: Row; readonly onToggle: () => void }) {
  if (!row.hasChildren || row.kind === "item") return <span className="plan-row-twisty" />;
  return (
    <span
      className="plan-row-twisty"
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      {row.isOpen ? <CaretDownFilled /> : <CaretRightFilled />}
    </span>
  );
}

function MenuButton({ onOpen }: { readonly onOpen: (event: MouseEvent) => void }) {
  const { t } = useTranslation();
  return (
    <Button
      type="text"
      size="small"
      tabIndex={-1}
      className="plan-row-menu"
      aria-label={t("menu.open")}
      icon={<EllipsisOutlined />}
      onClick={onOpen}
    />
  );
}

function classOf(row: Row, isSelected: boolean): string {
  return `plan-row plan-row-${row.kind}${isSelected ? " plan-row-here" : ""}`;
}

// A menu key gives no pointer; the menu then opens at the line itself.
function pointOf(event: MouseEvent): { x: number; y: number } {
  if (event.clientX !== 0 || event.clientY !== 0) return { x: event.clientX, y: event.clientY };
  const box = event.currentTarget.getBoundingClientRect();
  return { x: box.left + 24, y: box.bottom };
}
