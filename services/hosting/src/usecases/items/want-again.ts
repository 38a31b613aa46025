import type { HostedItem } from "../../domain/hosted-item.ts";
import { pendingReason } from "../../domain/hosted-item.ts";
import type { Hosting } from "../ports.ts";
import type { ItemKind } from "./kind.ts";
import { wantAnew } from "./want-anew.ts";

/** Wants those of these items anew that their server would not take; answers how many they were. */
export async function wantAgain<Item extends HostedItem>(
  scope: Hosting,
  kind: ItemKind<Item>,
  ids: readonly string[],
  now: Date,
): Promise<number> {
  const named = await kind.rows(scope).named(ids);
  const stuck = named.filter(({ real }) => real.state === "failed" || real.state === "drifted");
  for (const { id } of stuck) {
    const item = await kind.rows(scope).lock(id, "all");
    const next = wantAnew(item, now, pendingReason(item, kind.isDriven));
    await kind.rows(scope).save(next);
    await kind.say(scope, "changed", next, "");
  }
  return stuck.length;
}
