import { Dropdown, type MenuProps, Tooltip } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MenuEntry } from "../subscriptions/menu.ts";

export type MenuPoint = { readonly x: number; readonly y: number };

type Props = {
  readonly groups: readonly (readonly MenuEntry[])[];
  readonly point: MenuPoint;
  readonly onChoose: (entry: MenuEntry) => void;
  readonly onClose: () => void;
};

const entryHeight = 26;
const lineHeight = 9;
const margin = 20;

type Items = NonNullable<MenuProps["items"]>;

/** The menu of right-click, "…" and keyboard; what is greyed says why. */
export function ContextMenu({ groups, point, onChoose, onClose }: Props) {
  const items = useItems(groups);
  const choose = (key: string) => {
    const entry = groups.flat().find((one) => one.key === key);
    onClose();
    // The key that chose is still being pressed; what opens now would take it as its own.
    if (entry !== undefined) window.setTimeout(() => onChoose(entry));
  };
  return (
    <Dropdown
      open
      autoFocus
      trigger={["click"]}
      menu={{ items, onClick: ({ key }) => choose(key) }}
      classNames={{ root: "context-menu" }}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <span
        style={{ position: "fixed", left: point.x, top: topOf(point, groups), width: 1, height: 1 }}
      />
    </Dropdown>
  );
}

// A long menu that opens low would leave the screen; it is moved up by what it is about to need.
function topOf({ y }: MenuPoint, groups: Props["groups"]): number {
  const needed = groups.flat().length * entryHeight + groups.length * lineHeight + margin;
  return Math.max(0, Math.min(y, window.innerHeight - needed));
}

function useItems(groups: Props["groups"]): Items {
  const { t } = useTranslation();
  return useMemo(() => {
    const divided = groups.map((group) =>
      group.map((entry) => ({
        key: entry.key,
        disabled: entry.reason !== undefined,
        label: <EntryLabel entry={entry} text={t(`menu.${entry.key}`)} />,
      })),
    );
    return divided.flatMap(
      (group, at): Items => (at === 0 ? group : [{ key: `line-${at}`, type: "divider" }, ...group]),
    );
  }, [groups, t]);
}

function EntryLabel({ entry, text }: { readonly entry: MenuEntry; readonly text: string }) {
  const { t } = useTranslation();
  if (entry.reason === undefined) return text;
  const reason = t(`menu.reason.${entry.reason}`);
  return (
    <Tooltip title={reason} placement="right">
      <span className="menu-entry">
        {text}
        <span className="unseen"> ({reason})</span>
      </span>
    </Tooltip>
  );
}
