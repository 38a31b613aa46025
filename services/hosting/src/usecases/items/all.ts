import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Clock, SecretBox } from "@isp/kernel";
import type { HostedItem } from "../../domain/hosted-item.ts";
import type { Present } from "../preview.ts";
import type { Hosting, ItemFilter, WorkKind } from "../ports.ts";
import { type Asked, type Done, followKind } from "./follow.ts";
import { type Erase, forgetKind } from "./forget.ts";
import { hostedKinds } from "./kinds.ts";
import type { ItemKind } from "./kind.ts";
import { wantAgain } from "./want-again.ts";

/** What can be done to all items of a kind, whatever they are. */
type Bound = {
  readonly follow: (scope: Hosting, asked: Asked, now: Date) => Promise<Done>;
  readonly forget: (
    look: Transact<Hosting>,
    transact: Transact<Hosting>,
    how: { readonly clock: Clock; readonly erase: Erase },
  ) => Promise<boolean>;
  readonly present: (scope: Hosting, subscriptionId: string) => Promise<Present>;
  readonly list: (scope: Hosting, filter: ItemFilter) => Promise<readonly common.Item[]>;
  readonly named: (scope: Hosting, ids: readonly string[]) => Promise<readonly HostedItem[]>;
  readonly wantAgain: (scope: Hosting, ids: readonly string[], now: Date) => Promise<number>;
};

function bound<Item extends HostedItem>(kind: ItemKind<Item>): Bound {
  return {
    follow: (scope, asked, now) => followKind(scope, kind, asked, now),
    forget: (look, transact, how) => forgetKind(look, transact, kind, how),
    async present(scope, subscriptionId) {
      const items = await kind.rows(scope).ofSubscription(subscriptionId);
      const { limit, exceeded } = kind;
      return {
        kind: kind.kind,
        items,
        limit,
        exceeded,
        hasPassword: kind.withPassword !== undefined,
      };
    },
    async list(scope, filter) {
      return (await kind.rows(scope).list(filter)).map(kind.toItem);
    },
    named: (scope, ids) => kind.rows(scope).named(ids),
    wantAgain: (scope, ids, now) => wantAgain(scope, kind, ids, now),
  };
}

/** Everything that hangs under a hosting subscription, whatever its kind. */
export type HostedItems = {
  /** Every item of a subscription follows; what each kind did comes back as one. */
  readonly follow: (scope: Hosting, asked: Asked, now: Date) => Promise<Done>;
  /** What a subscription has of every kind. */
  readonly present: (scope: Hosting, subscriptionId: string) => Promise<readonly Present[]>;
  /** One page of items of every kind, in the order of their ids. */
  readonly list: (scope: Hosting, filter: ItemFilter) => Promise<readonly common.Item[]>;
  /** Those that receipts name. */
  readonly named: (
    scope: Hosting,
    receipts: readonly Pick<common.Receipt, "itemId">[],
  ) => Promise<readonly HostedItem[]>;
  /** Hands those of them to their servers again that these would not take; answers how many. */
  readonly wantAgain: (
    scope: Hosting,
    receipts: readonly Pick<common.Receipt, "itemId">[],
    now: Date,
  ) => Promise<number>;
  /** Forgets what was given up long ago; true when there may be more. */
  readonly forgetter: (
    look: Transact<Hosting>,
    transact: Transact<Hosting>,
    how: { readonly clock: Clock; readonly erase: Erase },
  ) => () => Promise<boolean>;
};

export function hostedItems(
  box: Pick<SecretBox, "seal">,
  driven: readonly WorkKind[],
): HostedItems {
  const { domain, database, ftpUser, host } = hostedKinds(box, driven);
  // A domain before what hangs under it.
  const kinds = [bound(domain), bound(database), bound(ftpUser), bound(host)];
  return {
    async follow(scope, asked, now) {
      const receipts: common.Receipt[] = [];
      let held = 0;
      let driven = 0;
      for (const kind of kinds) {
        const done = await kind.follow(scope, asked, now);
        receipts.push(...done.receipts);
        held += done.held;
        driven += done.driven;
      }
      return { held, driven, receipts };
    },
    async named(scope, receipts) {
      const ids = receipts.map(({ itemId }) => itemId);
      return (await Promise.all(kinds.map((kind) => kind.named(scope, ids)))).flat();
    },
    async wantAgain(scope, receipts, now) {
      const ids = receipts.map(({ itemId }) => itemId);
      let again = 0;
      for (const kind of kinds) again += await kind.wantAgain(scope, ids, now);
      return again;
    },
    present: (scope, subscriptionId) =>
      Promise.all(kinds.map((kind) => kind.present(scope, subscriptionId))),
    async list(scope, filter) {
      const found = await Promise.all(kinds.map((kind) => kind.list(scope, filter)));
      const byId = (a: common.Item, b: common.Item) => (a.id < b.id ? -1 : 1);
      return found.flat().toSorted(byId).slice(0, filter.limit);
    },
    forgetter: (look, transact, how) => async () => {
      let isMore = false;
      for (const kind of kinds) isMore = (await kind.forget(look, transact, how)) || isMore;
      return isMore;
    },
  };
}
