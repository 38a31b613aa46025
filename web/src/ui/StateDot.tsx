import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { ItemState } from "../api/subscriptions.ts";
import { useItemReason } from "./use-item-reason.ts";
import "./state-dot.css";

type DotState = ItemState | "online" | "offline" | "held";

type Props = { readonly state: DotState; readonly reason?: string | null | undefined };

// Shape and colour both tell the state, so that neither is needed alone.
const shapes: Readonly<Record<DotState, string>> = {
  "in-step": "M3.2 8.4 6.6 11.6 12.8 4.8",
  pending: "M8 4v4.4l2.8 1.8",
  drifted: "M4 6h8M4 10h8M10.5 3.5l-5 9",
  failed: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  held: "M6 4.5v7M10 4.5v7",
  online: "",
  offline: "",
};

/** Tells how an item on a server stands against what is wanted. */
export function StateDot({ state, reason }: Props) {
  const { t } = useTranslation();
  const why = useItemReason()(reason ?? "");
  const text = why === "" ? t(`item.state.${state}`) : `${t(`item.state.${state}`)}: ${why}`;
  return (
    <Tooltip title={text}>
      <span className={`state-dot state-dot-${state}`} role="img" aria-label={text}>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          {shapes[state] === "" ? <circle cx="8" cy="8" r="4.5" /> : <path d={shapes[state]} />}
        </svg>
      </span>
    </Tooltip>
  );
}
