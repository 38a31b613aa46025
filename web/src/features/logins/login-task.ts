import type { Item } from "../../api/customers.ts";
import type { Subscription } from "../../api/subscriptions.ts";

/** What every dialog about one login is given. */
export type LoginTask = {
  readonly subscription: Subscription;
  readonly item: Item;
  readonly onClose: () => void;
};

/** What shows logins, and is read again after one was changed. */
export const loginRoots: readonly string[] = ["customers", "subscriptions", "logins"];
