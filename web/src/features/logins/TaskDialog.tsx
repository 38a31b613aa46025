import type { MenuTarget, Task } from "../subscriptions/menu.ts";
import { DeleteLogin } from "./DeleteLogin.tsx";
import { LoginPassword } from "./LoginPassword.tsx";
import { NewLogin } from "./NewLogin.tsx";

type Props = {
  readonly task: Task;
  readonly target: MenuTarget;
  readonly onClose: () => void;
};

/** The dialog of what was chosen in the menu of a plan or of one of its items. */
export function TaskDialog({ task, target: { subscription, item }, onClose }: Props) {
  if (task === "new-radius-login")
    return <NewLogin subscription={subscription} onClose={onClose} />;
  if (item === undefined) return null;
  const props = { subscription, item, onClose };
  if (task === "change-password") return <LoginPassword {...props} />;
  return <DeleteLogin {...props} />;
}
