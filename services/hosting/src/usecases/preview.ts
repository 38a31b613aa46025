import type { common } from "@isp/contracts";
import { isGone } from "@isp/kernel";
import type { HostedItem } from "../domain/hosted-item.ts";

/** Items of one kind, with what the preview says where a plan carries fewer of them. */
export type Present = {
  readonly kind: string;
  readonly items: readonly HostedItem[];
  readonly limit: (hosting: common.HostingTerms) => number;
  readonly exceeded: string;
  readonly hasPassword: boolean;
};

type Asked = Pick<common.PreviewRequest, "kind" | "to">;

/** What an operation would do to the hosted items of a subscription (C48 to C54, D10, D19). */
export function previewOf(all: readonly Present[], asked: Asked): common.PreviewResponse {
  const alive = all.map((present) => ({
    ...present,
    items: present.items.filter((item) => !isGone(item)),
  }));
  return {
    effects: alive.flatMap((present) =>
      present.items.map((item) => effectOn(present, item, asked)),
    ),
    warnings: [],
    conflicts: conflictsOf(alive, asked.to?.plan),
  };
}

function effectOn(
  { kind: itemKind, hasPassword }: Present,
  { id: itemId, name: itemName, version: itemVersion }: HostedItem,
  { kind }: Asked,
): common.Effect {
  const item = { itemId, itemKind, itemName, itemVersion, amountCents: undefined };
  if (kind === "cancel" || kind === "delete") {
    return { ...item, action: "released", detail: "is off; its data is kept 30 days" };
  }
  const isNew = hasPassword && kind === "transfer";
  return { ...item, action: "moved", detail: isNew ? "gets a new password" : "" };
}

function conflictsOf(
  alive: readonly Present[],
  plan: common.PlanTerms | undefined,
): common.Remark[] {
  if (plan === undefined) return [];
  const held = alive.filter(({ items }) => items.length > 0);
  if (plan.hosting === undefined && held.length > 0) {
    const told = held.map(({ kind, items }) => `${items.length} of kind ${kind}`).join(", ");
    const detail = `${plan.name} hosts nothing, and the subscription has ${told}`;
    return [{ code: "hosting.plan_has_no_domains", detail, itemId: "" }];
  }
  return held.flatMap(({ kind, items, limit, exceeded }) => {
    const room = plan.hosting === undefined ? 0 : limit(plan.hosting);
    if (items.length <= room) return [];
    const detail = `${items.length} of kind ${kind}, and ${plan.name} carries ${room}`;
    return [{ code: exceeded, detail, itemId: "" }];
  });
}
