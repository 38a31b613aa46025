import type { common } from "@isp/contracts";
import type { HostedItem } from "../../domain/hosted-item.ts";
import type { Hosting, ItemRows } from "../ports.ts";

/** What hangs under a domain. */
export type HungItem = HostedItem & { readonly domainId: string };

export type FactName = "created" | "changed" | "moved" | "deleted";

/** One kind of item that hangs under a hosting subscription, as the participant handles them all. */
export type ItemKind<Item extends HostedItem> = {
  /** Whether a server takes it over; without one it waits. */
  readonly isDriven: boolean;
  readonly kind: "domain" | "database" | "ftp-user" | "dns-host";
  /** How many a plan carries, and the code of the conflict where it carries fewer. */
  readonly limit: (hosting: common.HostingTerms) => number;
  readonly exceeded: string;
  readonly toItem: (item: Item) => common.Item;
  readonly rows: (scope: Hosting) => ItemRows<Item>;
  /** Publishes a fact about the item as it now is. */
  readonly say: (scope: Hosting, name: FactName, item: Item, operationId: string) => Promise<void>;
  /** Says that it moved as was made ready under this id, where others follow its fact. */
  readonly sayMoved?: (scope: Hosting, item: Item, preparationId: string) => Promise<void>;
  /** The item with another password, where the kind has one (D19). */
  readonly withPassword?: (item: Item, password: string) => Item | Promise<Item>;
};
