import type { Item } from "../../api/customers.ts";
import type { Subscription } from "../../api/subscriptions.ts";

/** What every dialog about one mailbox is given. */
export type MailboxTask = {
  readonly subscription: Subscription;
  readonly item: Item;
  readonly onClose: () => void;
};

/** How a new mailbox comes to a plan (C72, C84). */
export type NewKind = "new-email" | "new-additional-email" | "new-domain-email";
