import { isMissing } from "../../api/missing.ts";
import { asksRoutingPoint, connects, type Plan } from "../../api/catalogue.ts";
import type {
  Access,
  Contract,
  Discount,
  NewSubscription,
  Subscription,
} from "../../api/subscriptions.ts";

export type PlanForm = {
  readonly planId?: string;
  readonly startOn?: string;
  readonly status?: string;
  readonly advanceBilling?: boolean;
  readonly salespersonId?: string;
  readonly routingPointId?: string;
  readonly paymentFormId?: string;
  readonly dueDayId?: string;
  readonly debitAccountId?: string;
  readonly discountKind?: "amount" | "percent";
  readonly discount?: { readonly amountCents?: number | null; readonly percent?: number | null };
  readonly notes?: string;
  readonly contract?: Contract;
  readonly installationAddress?: string;
  readonly access?: Partial<Access>;
};

export type PlanTab = "detail" | "billing" | "contract" | "login";

export const planTabs: readonly PlanTab[] = ["detail", "billing", "contract", "login"];

/** Login fields are there only for an enabled connection plan (C41); otherwise there is only save and exit (C42). */
export function asksLogin(plan: Plan | undefined, status: string | undefined): boolean {
  return status === "enabled" && connects(plan?.kind);
}

/** The discount that was typed, in the one way that was chosen (C37). */
export function discountOf({ discountKind, discount }: PlanForm): Discount | undefined {
  if (discountKind === "percent")
    return isMissing(discount?.percent) ? undefined : { percent: discount.percent };
  return isMissing(discount?.amountCents) ? undefined : { amountCents: discount.amountCents };
}

/**
 * The subscription that gives later ones their payment form and due day: the oldest live one (D20).
 * Without one, this is the customer's first, and the two fields are open (D6).
 */
export function termsGiver(subscriptions: readonly Subscription[]): Subscription | undefined {
  return subscriptions
    .filter(({ list, status }) => list !== "cancelled" && status !== "replaced")
    .toSorted((one, other) => Number(one.number) - Number(other.number))[0];
}

/** On which tab a field stands, so that its mistake can be brought to sight. */
export function tabOf(field: string | number | undefined): PlanTab {
  if (field === "contract" || field === "installationAddress") return "contract";
  if (field === "access") return "login";
  const billing = [
    "paymentFormId",
    "dueDayId",
    "debitAccountId",
    "discountKind",
    "discount",
    "notes",
  ];
  return billing.includes(String(field)) ? "billing" : "detail";
}

/** What the form holds, as the API takes it: nothing that the plan does not ask for, and no blanks. */
export function toNewSubscription(
  customerId: string,
  form: PlanForm,
  plan: Plan | undefined,
  isFirst: boolean,
): NewSubscription {
  const { planId = "", startOn = "", status = "" } = form;
  const contract = withoutBlanks(form.contract ?? {});
  return {
    customerId,
    planId,
    startOn,
    status,
    ...withoutBlanks(choicesOf(form, plan, isFirst)),
    ...(Object.keys(contract).length === 0 ? {} : { contract }),
    ...(asksLogin(plan, status) ? { access: accessOf(form) } : {}),
  };
}

function choicesOf(form: PlanForm, plan: Plan | undefined, isFirst: boolean) {
  const { advanceBilling, salespersonId, debitAccountId, notes, installationAddress } = form;
  return {
    advanceBilling,
    installationAddress: installationAddress?.trim(),
    salespersonId,
    debitAccountId,
    notes: notes?.trim(),
    discount: discountOf(form),
    ...(asksRoutingPoint(plan?.kind) ? { routingPointId: form.routingPointId } : {}),
    ...(isFirst ? { paymentFormId: form.paymentFormId, dueDayId: form.dueDayId } : {}),
  };
}

function accessOf({ access }: PlanForm): Access {
  return {
    username: access?.username ?? "",
    password: access?.password ?? "",
    saveOnServer: access?.saveOnServer ?? true,
  };
}

function withoutBlanks<T extends object>(values: T) {
  const kept = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
