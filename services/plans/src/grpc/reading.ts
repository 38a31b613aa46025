import { type Caller, mayUse } from "@isp/rpc";
import type { Discount } from "../domain/discount.ts";
import { refuse } from "../domain/errors.ts";
import type { Actor, Page } from "../usecases/ports.ts";

const [defaultPage, largestPage] = [50, 200];

/** A page of at most 200 rows; the token is the last id of the page before. */
export function pageOf(request: { readonly pageSize: number; readonly pageToken: string }): Page {
  const { pageSize, pageToken } = request;
  if (!/^[0-9a-f-]{0,36}$/.test(pageToken)) {
    throw refuse.invalid("/cursor is not one of ours.", {
      fields: [{ pointer: "/cursor", detail: "is not one of ours" }],
    });
  }
  return { limit: Math.min(pageSize > 0 ? pageSize : defaultPage, largestPage), after: pageToken };
}

export function nextToken(rows: readonly { readonly id: string }[], { limit }: Page): string {
  return rows.length < limit ? "" : (rows.at(-1)?.id ?? "");
}

export function actorOf(caller: Caller): Actor {
  const { operatorName, units } = caller;
  return {
    name: operatorName,
    units,
    mayBackdate: mayUse(caller, "subscriptions.backdate"),
    mayWaiveFine: mayUse(caller, "billing.write"),
    backDatingDays: caller.limits.backDatingDays,
    maxDiscountPercent: caller.limits.maxDiscountPercent,
  };
}

/** A message field that a well-behaved caller always sends. */
export function given<Value>(value: Value | undefined, pointer: string): Value {
  if (value !== undefined) return value;
  throw refuse.invalid(`${pointer} is missing.`, { fields: [{ pointer, detail: "is missing" }] });
}

type DiscountMessage = {
  readonly kind:
    | { readonly $case: "amountCents"; readonly value: bigint }
    | { readonly $case: "percentHundredths"; readonly value: number }
    | undefined;
};

export function toDiscount(message: DiscountMessage | undefined): Discount | null {
  if (message?.kind === undefined) return null;
  return message.kind.$case === "amountCents"
    ? { kind: "amount", amountCents: message.kind.value }
    : { kind: "percent", percentHundredths: message.kind.value };
}
