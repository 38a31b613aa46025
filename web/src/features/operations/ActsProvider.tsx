import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from "react";
import type { Subscription } from "../../api/subscriptions.ts";
import { useMay } from "../../app/session.tsx";
import { type Act, type MenuEntry, type MenuTarget, menuOf } from "../subscriptions/menu.ts";
import { ContextMenu, type MenuPoint } from "./ContextMenu.tsx";
import { OperateDialog } from "./OperateDialog.tsx";

type Acts = {
  readonly openMenu: (target: MenuTarget, point: MenuPoint) => void;
  readonly openAct: (act: Act, subscription: Subscription) => void;
};

const ActsContext = createContext<Acts | undefined>(undefined);

/** The one menu and the one dialog of a customer's screen, opened from wherever a plan is shown. */
export function ActsProvider({ children }: { readonly children: ReactNode }) {
  const mayOperate = useMay("subscriptions.operate");
  const [menu, setMenu] = useState<{ target: MenuTarget; point: MenuPoint }>();
  const [act, setAct] = useState<{ act: Act; subscription: Subscription }>();
  const { remember, giveBack } = useOrigin();
  const acts = useMemo<Acts>(
    () => ({
      openMenu: (target, point) => {
        remember();
        setMenu({ target, point });
      },
      openAct: (wanted, subscription) => {
        remember();
        setAct({ act: wanted, subscription });
      },
    }),
    [remember],
  );
  const choose = (entry: MenuEntry) => {
    if (entry.act !== undefined && menu !== undefined)
      acts.openAct(entry.act, menu.target.subscription);
  };
  return (
    <ActsContext value={acts}>
      {children}
      {menu !== undefined && (
        <ContextMenu
          key={`${menu.point.x},${menu.point.y}`}
          groups={menuOf(menu.target, mayOperate)}
          point={menu.point}
          onChoose={choose}
          onClose={() => {
            setMenu(undefined);
            giveBack();
          }}
        />
      )}
      {act !== undefined && (
        <OperateDialog
          act={act.act}
          subscription={act.subscription}
          onClose={() => {
            setAct(undefined);
            giveBack();
          }}
        />
      )}
    </ActsContext>
  );
}

/** What can be done with the plans of this screen. */
export function useActs(): Acts {
  const acts = use(ActsContext);
  if (acts === undefined) throw new Error("useActs needs an ActsProvider above it");
  return acts;
}

/** The element that had the keyboard before a menu or a dialog took it, and gets it back afterwards. */
function useOrigin() {
  const origin = useRef<HTMLElement>(null);
  const remember = useCallback(() => {
    const active = document.activeElement;
    // The menu itself is no place to come back to; it is gone by then.
    if (
      active instanceof HTMLElement &&
      active.closest("[role=menu]") === null &&
      active !== document.body
    ) {
      origin.current = active;
    }
  }, []);
  const giveBack = useCallback(() => {
    window.setTimeout(() => origin.current?.focus());
  }, []);
  return { remember, giveBack };
}
