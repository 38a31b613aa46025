import type { MenuTarget, Task } from "../subscriptions/menu.ts";
import { EditDatabase } from "./EditDatabase.tsx";
import { EditDomain } from "./EditDomain.tsx";
import { EditFtpUser } from "./EditFtpUser.tsx";
import { EditHost } from "./EditHost.tsx";
import { DatabasePassword } from "./DatabasePassword.tsx";
import type { HostingTaskProps, ItemTaskProps } from "./hosting-task.ts";
import { MoveDomain } from "./MoveDomain.tsx";
import { NewDatabase } from "./NewDatabase.tsx";
import { NewDomain } from "./NewDomain.tsx";
import { NewFtpUser } from "./NewFtpUser.tsx";
import { NewHost } from "./NewHost.tsx";
import { ActivateDomain, DeactivateDomain, DeleteDomain } from "./SwitchDomain.tsx";

const news = {
  "new-domain": NewDomain,
  "new-ftp-user": NewFtpUser,
  "new-database": NewDatabase,
  "add-ftp-user": NewFtpUser,
  "add-database": NewDatabase,
  "add-host": NewHost,
} as const satisfies Readonly<Record<string, (task: HostingTaskProps) => React.ReactNode>>;

const edits = {
  "edit-domain": EditDomain,
  "move-domain": MoveDomain,
  "deactivate-domain": DeactivateDomain,
  "activate-domain": ActivateDomain,
  "delete-domain": DeleteDomain,
  "edit-ftp-user": EditFtpUser,
  "edit-database": EditDatabase,
  "new-database-password": DatabasePassword,
  "edit-host": EditHost,
} as const satisfies Readonly<Record<string, (task: ItemTaskProps) => React.ReactNode>>;

type NewTask = keyof typeof news;
type EditTask = keyof typeof edits;

/** Whether an entry of the menu is about hosting. */
export function isHostingTask(task: Task): task is NewTask | EditTask {
  return Object.hasOwn(news, task) || Object.hasOwn(edits, task);
}

type Props = {
  readonly task: NewTask | EditTask;
  readonly target: MenuTarget;
  readonly onClose: () => void;
};

/** The dialog of what was chosen of a hosting plan, or of one of its items. */
export function HostingDialog({ task, target: { subscription, item }, onClose }: Props) {
  if (isNew(task)) {
    const New = news[task];
    return <New subscription={subscription} item={item} onClose={onClose} />;
  }
  if (item === undefined) return null;
  const Edit = edits[task];
  return <Edit subscription={subscription} item={item} onClose={onClose} />;
}

const isNew = (task: string): task is NewTask => Object.hasOwn(news, task);
