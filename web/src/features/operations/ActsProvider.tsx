import { createContext, type ReactNode, use, useMemo, useState } from "react";
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
  const acts = useMemo<Acts>(
    () => ({
      openMenu: (target, point) => setMenu({ target, point }),
      openAct: (wanted, subscription) => setAct({ act: wanted, subscription }),
    }),
    [],
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
          onClose={() => setMenu(undefined)}
        />
      )}
      {act !== undefined && (
        <OperateDialog
          act={act.act}
          subscription={act.subscription}
          onClose={() => setAct(undefined)}
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
