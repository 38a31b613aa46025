import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useNavigate } from "react-router";
import type { Subscription } from "../../api/subscriptions.ts";
import type { Act, MenuEntry, MenuTarget, Task, Way } from "../subscriptions/menu.ts";
import type { MenuPoint } from "./ContextMenu.tsx";
import { isPreviewed } from "./previewed-acts.ts";

type Acts = {
  readonly openMenu: (target: MenuTarget, point: MenuPoint) => void;
  readonly openAct: (act: Act, subscription: Subscription) => void;
  readonly openTask: (task: Task, target: MenuTarget) => void;
};

// A customer is looked at far more often than something is done with him.
const loadMenu = async () => ({ default: (await import("./PlanMenu.tsx")).PlanMenu });
const PlanMenu = lazy(loadMenu);
const OperateDialog = lazy(async () => ({
  default: (await import("./OperateDialog.tsx")).OperateDialog,
}));
const PreviewedDialog = lazy(async () => ({
  default: (await import("./PreviewedDialog.tsx")).PreviewedDialog,
}));

const TaskDialog = lazy(async () => ({
  default: (await import("../logins/TaskDialog.tsx")).TaskDialog,
}));

const ActsContext = createContext<Acts | undefined>(undefined);

/** The one menu and the one dialog of a customer's screen, opened from wherever a plan is shown. */
export function ActsProvider({ children }: { readonly children: ReactNode }) {
  const [menu, setMenu] = useState<{ target: MenuTarget; point: MenuPoint }>();
  const [act, setAct] = useState<{ act: Act; subscription: Subscription }>();
  const [task, setTask] = useState<{ task: Task; target: MenuTarget }>();
  const { remember, giveBack } = useOrigin();
  const go = useGo();
  useSoon(loadMenu);
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
      openTask: (wanted, target) => {
        remember();
        setTask({ task: wanted, target });
      },
    }),
    [remember],
  );
  const choose = ({ act: wanted, way, task: chosen }: MenuEntry) => {
    if (menu === undefined) return;
    const { subscription } = menu.target;
    if (wanted !== undefined) acts.openAct(wanted, subscription);
    if (chosen !== undefined) acts.openTask(chosen, menu.target);
    if (way !== undefined) go(way, subscription);
  };
  return (
    <ActsContext value={acts}>
      {children}
      <Suspense>
        {menu !== undefined && (
          <PlanMenu
            key={`${menu.point.x},${menu.point.y}`}
            {...menu}
            onChoose={choose}
            onClose={() => {
              setMenu(undefined);
              giveBack();
            }}
          />
        )}
        {act !== undefined && (
          <ActDialog
            {...act}
            onClose={() => {
              setAct(undefined);
              giveBack();
            }}
          />
        )}
        {task !== undefined && (
          <TaskDialog
            {...task}
            onClose={() => {
              setTask(undefined);
              giveBack();
            }}
          />
        )}
      </Suspense>
    </ActsContext>
  );
}

type DialogProps = {
  readonly act: Act;
  readonly subscription: Subscription;
  readonly onClose: () => void;
};

function ActDialog({ act, ...rest }: DialogProps) {
  if (isPreviewed(act)) return <PreviewedDialog kind={act} {...rest} />;
  return <OperateDialog act={act} {...rest} />;
}

/** What can be done with the plans of this screen. */
export function useActs(): Acts {
  const acts = use(ActsContext);
  if (acts === undefined) throw new Error("useActs needs an ActsProvider above it");
  return acts;
}

const soonMs = 800;

/** Loads what is about to be wanted, once the screen has what it needs itself. */
function useSoon(load: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = window.setTimeout(() => void load(), soonMs);
    return () => window.clearTimeout(timer);
  }, [load]);
}

function useGo() {
  const navigate = useNavigate();
  return (way: Way, { id, customerId }: Subscription) => {
    const customer = `/customers/${customerId}`;
    void navigate(
      way === "edit-plan" ? `${customer}/subscriptions/${id}` : `${customer}?tab=debit-accounts`,
    );
  };
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
