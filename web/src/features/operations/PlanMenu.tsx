import type { Plan } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { planOf } from "../../api/plan-of.ts";
import { useAllowed } from "../../app/session.tsx";
import { type MenuEntry, type MenuTarget, menuOf } from "../subscriptions/menu.ts";
import { ContextMenu, type MenuPoint } from "./ContextMenu.tsx";

type Props = {
  readonly target: MenuTarget;
  readonly point: MenuPoint;
  readonly onChoose: (entry: MenuEntry) => void;
  readonly onClose: () => void;
};

/** The menu of a plan or an item, with what its plan offers (C8). */
export function PlanMenu({ target, ...rest }: Props) {
  const may = useAllowed();
  const { businessUnitId } = target.subscription;
  const plans = useList<Plan>("plans", { businessUnitId, archived: true });
  const plan = plans.data?.find(({ id }) => id === planOf(target.subscription).id);
  // A menu that grows or shrinks under the pointer is chosen from by mistake.
  if (plans.isLoading) return null;
  return <ContextMenu groups={menuOf(target, may, plan?.options)} {...rest} />;
}
