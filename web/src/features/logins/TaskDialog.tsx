import type { MenuTarget, Task } from "../subscriptions/menu.ts";
import { IpDialog } from "../ips/IpDialog.tsx";
import { HostingDialog, isHostingTask } from "../hosting/HostingDialog.tsx";
import { isMailboxTask, MailboxDialog } from "../mailboxes/MailboxDialog.tsx";
import { CloseConnection } from "./CloseConnection.tsx";
import { DeleteLogin } from "./DeleteLogin.tsx";
import { LoginPassword } from "./LoginPassword.tsx";
import { NewLogin } from "./NewLogin.tsx";
import { RadiusView } from "./RadiusView.tsx";

type Props = {
  readonly task: Task;
  readonly target: MenuTarget;
  readonly onClose: () => void;
};

/** The dialog of what was chosen in the menu of a plan or of one of its items. */
export function TaskDialog({ task, target, onClose }: Props) {
  const { subscription, item } = target;
  if (task === "new-radius-login")
    return <NewLogin subscription={subscription} onClose={onClose} />;
  if (isMailboxTask(task)) return <MailboxDialog task={task} target={target} onClose={onClose} />;
  if (isHostingTask(task)) return <HostingDialog task={task} target={target} onClose={onClose} />;
  if (task === "new-ip") return <IpDialog subscription={subscription} onClose={onClose} />;
  if (item === undefined) return null;
  const props = { subscription, item, onClose };
  if (task === "edit-ip") return <IpDialog {...props} />;
  if (task === "change-password") return <LoginPassword {...props} />;
  if (task === "disconnect") return <CloseConnection {...props} />;
  if (task === "radius-configuration") return <RadiusView {...props} />;
  return <DeleteLogin {...props} />;
}
