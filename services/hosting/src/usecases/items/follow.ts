import type { common, plans } from "@isp/contracts";
import { followService, generatePassword, isGone, moveItem, type ServiceState } from "@isp/kernel";
import { type HostedItem, pendingReason } from "../../domain/hosted-item.ts";
import type { Hosting } from "../ports.ts";
import type { FactName, ItemKind } from "./kind.ts";

/** What a decision asks of the items of one kind. */
export type Asked = {
  readonly subscriptionId: string;
  readonly operationId: string;
  readonly service: ServiceState | "deleted";
  /** Where they go in a plan change or a transfer. */
  readonly successor: plans.Subscription | null;
  readonly successorService: ServiceState;
  /** To another customer they go with new passwords (D19). */
  readonly isTransfer: boolean;
};

export type Done = {
  readonly held: number;
  /** How many of these are on a server. */
  readonly driven: number;
  readonly receipts: readonly common.Receipt[];
};

/** Gives the items of one kind the wanted state of their service, or hangs them under the successor. */
export async function followKind<Item extends HostedItem>(
  scope: Hosting,
  kind: ItemKind<Item>,
  asked: Asked,
  now: Date,
): Promise<Done> {
  const receipts: common.Receipt[] = [];
  const held = await kind.rows(scope).lockOfSubscription(asked.subscriptionId);
  for (const item of held) {
    const next = await nextOf(scope, kind, item, { asked, now });
    if (next === item) continue;
    await kind.rows(scope).save(next);
    await kind.say(scope, factOf(item, next), next, asked.operationId);
    receipts.push(receipt(kind, item, next, { asked, now }));
  }
  const driven = kind.isDriven ? held.length : 0;
  return { held: held.length, driven, receipts };
}

type About = { readonly asked: Asked; readonly now: Date };

async function nextOf<Item extends HostedItem>(
  { secrets }: Hosting,
  { kind, withPassword, isDriven }: ItemKind<Item>,
  item: Item,
  { asked, now }: About,
): Promise<Item> {
  const { service, successor, successorService, isTransfer, operationId } = asked;
  const reason = pendingReason(item, isDriven);
  if (successor === null) return followService(item, service, now, reason);
  if (isGone(item)) return item;
  const { id: subscriptionId, customerId, businessUnitId } = successor;
  const place = { subscriptionId, customerId, businessUnitId };
  const moved = moveItem(item, place, successorService, { now, pendingReason: reason });
  if (!isTransfer || withPassword === undefined) return moved;
  const password = generatePassword();
  await secrets.keep(operationId, {
    itemId: item.id,
    itemKind: kind,
    itemName: item.name,
    password,
  });
  return withPassword(moved, password);
}

function factOf(before: HostedItem, after: HostedItem): FactName {
  if (before.subscriptionId !== after.subscriptionId) return "moved";
  if (after.wanted.state === "deleted") return "deleted";
  return before.wanted.state === "reserved" ? "created" : "changed";
}

function receipt<Item extends HostedItem>(
  { kind, withPassword }: ItemKind<Item>,
  before: HostedItem,
  after: HostedItem,
  { asked, now }: About,
): common.Receipt {
  const { successor, isTransfer } = asked;
  const waits = `waits for its server as ${after.wanted.state}`;
  const told = [
    ...(successor === null ? [] : [`under contract ${successor.number}`]),
    ...(isTransfer && withPassword !== undefined ? ["new password"] : []),
    waits,
  ];
  return {
    itemId: after.id,
    itemKind: kind,
    itemName: after.name,
    action: actionOf(before, after),
    server: "hosting",
    detail: told.join(", "),
    at: now,
  };
}

function actionOf(before: HostedItem, after: HostedItem): string {
  if (before.subscriptionId !== after.subscriptionId) return "moved";
  const { state } = after.wanted;
  if (state === "released" || state === "deleted") return state;
  if (before.wanted.state === "reserved") return "created";
  return state === "on" || state === "off" ? "resumed" : state;
}
