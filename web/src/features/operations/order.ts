import type { Send } from "../../api/client.ts";
import type { Order, PreviewedKind } from "../../api/previews.ts";
import { isDay } from "../../ui/dates.ts";
import { payable } from "../../ui/money.ts";

/** What stands in the fields of the four dialogs. */
export type OrderForm = {
  readonly on?: string;
  readonly planId?: string;
  readonly trialDays?: number | null;
  readonly discountKind?: "present" | "amount" | "percent";
  readonly discount?: { readonly amountCents?: number | null; readonly percent?: number | null };
  readonly keepSpeedOverride?: boolean;
  readonly newContract?: boolean;
  readonly customerId?: string;
  readonly loginPassword?: "keep" | "new";
  readonly mailboxes?: "empty" | "with-content";
  readonly reasonId?: string;
  readonly waiveFine?: boolean;
  readonly confirm?: string;
};

/** What the fields ask for, or nothing while one that counts is still empty. */
export function orderOf(kind: PreviewedKind, form: OrderForm, today: string): Order | undefined {
  // The manual's deletion asks for no day.
  if (!isDay(form.on) && kind !== "delete") return undefined;
  return orders[kind](form, form.on === undefined || form.on === today ? {} : { on: form.on });
}

type Day = { readonly on?: string };

const orders: Readonly<Record<PreviewedKind, (form: OrderForm, day: Day) => Order | undefined>> = {
  "change-plan": changeOf,
  transfer: ({ customerId, loginPassword = "keep", mailboxes = "empty" }, day) =>
    customerId === undefined ? undefined : { ...day, customerId, loginPassword, mailboxes },
  cancel: ({ reasonId, waiveFine = false }, day) =>
    reasonId === undefined ? undefined : { ...day, reasonId, waiveFine },
  delete: ({ confirm }, day) => (confirm === undefined ? day : { ...day, confirm }),
};

function changeOf(form: OrderForm, day: Day): Order | undefined {
  const { planId, trialDays, keepSpeedOverride = false, newContract = false } = form;
  if (planId === undefined) return undefined;
  const discount = discountOf(form);
  if (discount === "unfinished") return undefined;
  const order = { ...day, planId, trialDays: trialDays ?? 0, keepSpeedOverride, newContract };
  return discount === undefined ? order : { ...order, discount };
}

function discountOf({ discountKind, discount }: OrderForm) {
  if (discountKind === "amount") {
    const cents = discount?.amountCents ?? Number.NaN;
    return Number.isNaN(cents) ? "unfinished" : { amountCents: cents };
  }
  if (discountKind === "percent") {
    const percent = discount?.percent ?? undefined;
    return percent === undefined ? "unfinished" : { percent };
  }
  return undefined;
}

type Priced = {
  readonly priceCents: number;
  readonly discount?: { readonly amountCents?: number; readonly percent?: number } | null;
};

/** What the customer would pay for the new plan: with the discount typed, or with the one he has. */
export function payableAfter(priceCents: number, form: OrderForm, { discount }: Priced): number {
  const typed = discountOf(form);
  return payable(priceCents, (typed === "unfinished" ? undefined : typed) ?? discount ?? {});
}

export type Commit = Pick<Send, "method" | "query" | "body"> & { readonly path: string };

/** The request that carries an order out, as it was previewed. */
export function commitOf(
  kind: PreviewedKind,
  subscriptionId: string,
  order: Order,
  previewId: string,
): Commit {
  const path = `/subscriptions/${subscriptionId}`;
  if (kind !== "delete")
    return { path: `${path}/${kind}`, method: "POST", body: { ...order, previewId } };
  const { on, confirm } = order;
  return { path, method: "DELETE", query: { on, confirm, previewId } };
}
