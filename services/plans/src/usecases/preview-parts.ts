import { createHash } from "node:crypto";
import { type CivilDate, DomainError } from "@isp/kernel";
import type { Decided } from "../domain/decide-previewed.ts";
import { type Operation, type Participant, participants } from "../domain/operation.ts";
import {
  choicesOf,
  type Effect,
  type PreviewedOrder,
  type PreviewPart,
  type Remark,
} from "../domain/previewed.ts";
import type { Subscription } from "../domain/subscription.ts";
import type { Neighbours, PreviewAsked, PreviewSide } from "./neighbour-ports.ts";

type Plan = {
  readonly present: Subscription;
  readonly order: PreviewedOrder;
  readonly on: CivilDate;
  readonly decided: Decided;
  readonly scheduled: readonly Operation[];
};

/** What would happen here and everywhere; one that does not answer is a conflict that names it. */
export async function previewParts(neighbours: Neighbours, plan: Plan): Promise<PreviewPart[]> {
  const { present, order, on, decided } = plan;
  const asked: PreviewAsked = {
    kind: order.kind,
    on,
    from: sideOf(present),
    to: decided.successor === null ? null : { ...sideOf(decided.successor), subscriptionId: "" },
    choices: choicesOf(order),
  };
  const answers = participants.map((service) =>
    neighbours.preview(service, asked).catch((error: unknown) => silent(service, error)),
  );
  return [ownPart(plan), ...(await Promise.all(answers))];
}

function silent(service: Participant, error: unknown): PreviewPart {
  const reason = error instanceof DomainError ? error.message : "it failed";
  const detail = `${service} does not say what this would do there: ${reason}`;
  const conflicts = [{ code: silence, detail, itemId: "" }];
  return { service, effects: [], warnings: [], conflicts };
}

const silence = "plans.participant_silent";

export function isSilence(parts: readonly PreviewPart[]): boolean {
  return parts.some(({ conflicts }) => conflicts.some(({ code }) => code === silence));
}

/** A refusal of plans' own stands in the preview as a conflict, so that a form can show it. */
export function refusedPart({ code, message }: DomainError): PreviewPart {
  const conflicts = [{ code, detail: message, itemId: "" }];
  return { service: "plans", effects: [], warnings: [], conflicts };
}

function ownPart({ present, order, on, decided, scheduled }: Plan): PreviewPart {
  const { id, version, number } = present;
  const item = { itemId: id, itemKind: "subscription", itemName: number.toString() };
  const { successor } = decided;
  const end: Effect = {
    ...item,
    itemVersion: version,
    action: order.kind === "delete" ? "deleted" : successor === null ? "released" : "changed",
    detail: endOf(order, on, decided),
  };
  const warnings = scheduled.map(
    ({ id: itemId, kind, on: day }): Remark => ({
      code: "plans.scheduled_ends",
      detail: `The ${kind} that is set for ${day} is taken back.`,
      itemId,
    }),
  );
  return { service: "plans", effects: [end, ...created(decided)], warnings, conflicts: [] };
}

function endOf({ kind }: PreviewedOrder, on: CivilDate, { former }: Decided): string {
  if (kind === "change-plan") return `replaced on ${on}`;
  return kind === "delete" ? "removed for good" : `${former.status.key} on ${on}`;
}

function created({ former, successor }: Decided): Effect[] {
  if (successor === null) return [];
  const { number, plan, payableCents } = successor;
  const isSame = number === former.number;
  return [
    {
      itemId: "",
      itemKind: "subscription",
      itemName: isSame ? number.toString() : "",
      itemVersion: 0n,
      action: "created",
      detail: `${plan.name}, ${payableCents} centavos`,
    },
  ];
}

function sideOf(subscription: Subscription): PreviewSide {
  const { id, customerId, businessUnitId, carriedPlan, number } = subscription;
  const { priceCents, payableCents } = subscription;
  return {
    subscriptionId: id,
    customerId,
    businessUnitId,
    plan: carriedPlan,
    number,
    priceCents,
    payableCents,
  };
}

/**
 * Names what an operator has seen: the order, every effect with its item's version, every warning. In
 * whatever order the services tell them; what a sentence says is part of an effect, not of a warning.
 */
export function digestOf(
  order: PreviewedOrder,
  on: CivilDate,
  parts: readonly PreviewPart[],
): string {
  const asked = order.kind === "delete" ? { ...order, confirm: "" } : order;
  const lines = parts.flatMap(({ service, effects, warnings }) => [
    ...effects.map((effect) => canonical({ service, ...effect })),
    ...warnings.map(({ code, itemId }) => canonical({ service, code, itemId })),
  ]);
  const text = [canonical({ ...asked }), on, ...lines.sort()].join("\n");
  return createHash("sha256").update(text).digest("hex");
}

function canonical(value: object): string {
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(sorted, (_, held: unknown) =>
    typeof held === "bigint" ? held.toString() : held,
  );
}
