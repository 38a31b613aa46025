import type { MenuTarget, Task } from "../subscriptions/menu.ts";
import { EditMailbox } from "./EditMailbox.tsx";
import { MailboxPassword } from "./MailboxPassword.tsx";
import { MailboxQuota } from "./MailboxQuota.tsx";
import type { MailboxTask, NewKind } from "./mailbox-task.ts";
import { MoveMailbox } from "./MoveMailbox.tsx";
import { NewMailbox } from "./NewMailbox.tsx";
import { ReadMailbox } from "./ReadMailbox.tsx";
import { TestMessage } from "./TestMessage.tsx";

const dialogs = {
  "edit-email": EditMailbox,
  "change-email-password": MailboxPassword,
  "move-email": MoveMailbox,
  "test-email": TestMessage,
  "read-mailbox": ReadMailbox,
  "change-quota": MailboxQuota,
} as const satisfies Readonly<Record<string, (task: MailboxTask) => React.ReactNode>>;

const newKinds: ReadonlySet<string> = new Set<NewKind>([
  "new-email",
  "new-additional-email",
  "new-domain-email",
]);

/** Whether an entry of the menu is about mailboxes. */
export function isMailboxTask(task: Task): task is NewKind | keyof typeof dialogs {
  return newKinds.has(task) || Object.hasOwn(dialogs, task);
}

type Props = {
  readonly task: NewKind | keyof typeof dialogs;
  readonly target: MenuTarget;
  readonly onClose: () => void;
};

/** The dialog of what was chosen of a plan's mailboxes, or of one of them. */
export function MailboxDialog({ task, target: { subscription, item }, onClose }: Props) {
  if (isNew(task)) return <NewMailbox kind={task} subscription={subscription} onClose={onClose} />;
  if (item === undefined) return null;
  const Dialog = dialogs[task];
  return <Dialog subscription={subscription} item={item} onClose={onClose} />;
}

function isNew(task: string): task is NewKind {
  return newKinds.has(task);
}
