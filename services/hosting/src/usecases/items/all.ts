import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { HostedItem } from "../../domain/hosted-item.ts";
import type { Hosting } from "../ports.ts";
import { domainKind } from "./domains.ts";
import { type Asked, type Done, followKind } from "./follow.ts";
import { forgetKind } from "./forget.ts";
import type { ItemKind } from "./kind.ts";

/** What can be done to all items of a kind, whatever they are. */
type Bound = {
  readonly follow: (scope: Hosting, asked: Asked, now: Date) => Promise<Done>;
  readonly forget: (
    look: Transact<Hosting>,
    transact: Transact<Hosting>,
    clock: Clock,
  ) => Promise<boolean>;
};

function bound<Item extends HostedItem>(kind: ItemKind<Item>): Bound {
  return {
    follow: (scope, asked, now) => followKind(scope, kind, asked, now),
    forget: (look, transact, clock) => forgetKind(look, transact, kind, clock),
  };
}

const kinds: readonly Bound[] = [bound(domainKind)];

/** Every item of a subscription follows; what each kind did comes back as one. */
export async function followAll(scope: Hosting, asked: Asked, now: Date): Promise<Done> {
  const receipts: common.Receipt[] = [];
  let held = 0;
  for (const kind of kinds) {
    const done = await kind.follow(scope, asked, now);
    receipts.push(...done.receipts);
    held += done.held;
  }
  return { held, receipts };
}

/** Forgets what was given up long ago, of every kind; true when there may be more. */
export function forgetGone(
  look: Transact<Hosting>,
  transact: Transact<Hosting>,
  clock: Clock,
): () => Promise<boolean> {
  return async () => {
    let isMore = false;
    for (const kind of kinds) isMore = (await kind.forget(look, transact, clock)) || isMore;
    return isMore;
  };
}
