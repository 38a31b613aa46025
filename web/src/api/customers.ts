import type { ItemState } from "./subscriptions.ts";

export type PersonType = "individual" | "company";

export type Address = {
  readonly line?: string;
  readonly postalCode?: string;
  readonly street?: string;
  readonly number?: string;
  readonly complement?: string;
  readonly district?: string;
  readonly city?: string;
  readonly state?: string;
};

export type Customer = {
  readonly id: string;
  readonly businessUnitId: string;
  readonly name: string;
  readonly personType: PersonType;
  readonly document: string;
  readonly city: string;
  readonly address: Address | string | null;
  readonly email: string;
  readonly phone: string;
  readonly registeredAt?: string;
};

export type NewCustomer = {
  readonly name: string;
  readonly personType: PersonType;
  readonly document: string;
  readonly city: string;
  readonly address?: Address;
  readonly email?: string;
  readonly phone?: string;
};

export type ItemKind = "login" | "ip" | "mailbox" | "domain" | "ftp-user" | "database" | "dns-host";

/** One thing that a subscription carries on a server. */
export type Item = {
  readonly id: string;
  readonly kind: ItemKind;
  readonly parentId: string | null;
  readonly subscriptionId: string;
  readonly name: string;
  readonly main: boolean;
  readonly wanted?: { readonly state: string; readonly at: string | null };
  readonly real?: {
    readonly state: ItemState;
    readonly at: string | null;
    readonly reason?: string | null;
  };
};

/** What somebody wrote about a customer; a pinned one is an alert for everybody who opens him. */
export type Note = {
  readonly id: string;
  readonly version: number;
  readonly customerId: string;
  readonly text: string;
  readonly pinned: boolean;
  readonly writtenBy: string;
  readonly writtenAt: string;
};
