import type { common } from "@isp/contracts";
import { fineOf, openInstallments } from "./fine.ts";
import type { SubscriptionTerms } from "./subscription-terms.ts";

export type Debts = { readonly count: number; readonly amountCents: bigint };

/** What billing knows of an operation that is looked at beforehand. */
export type Known = {
  readonly terms: SubscriptionTerms;
  /** Issued and not paid, of the subscription. */
  readonly ownDebts: Debts;
  /** The same of the customer that it would go to. */
  readonly targetDebts: Debts;
};

type Asked = Pick<common.PreviewRequest, "kind" | "on" | "choices">;

/** What an operation would charge, and what of the money speaks against it (C48 to C56, D13, D19). */
export function previewOf(known: Known, asked: Asked): common.PreviewResponse {
  return {
    effects: asked.kind === "cancel" ? fineEffects(known.terms, asked) : [],
    warnings: [...installmentsOpen(known.terms, asked), ...targetDebts(known, asked)],
    conflicts: invoicesUnpaid(known, asked),
  };
}

function fineEffects(terms: SubscriptionTerms, { on, choices }: Asked): common.Effect[] {
  if (choices["waive-fine"] === "true") return [];
  const { amountCents, formula } = fineOf(terms, on);
  if (amountCents === 0n) return [];
  return [
    {
      itemId: terms.subscriptionId,
      itemKind: "subscription",
      itemName: terms.number.toString(),
      itemVersion: terms.version,
      action: "charged",
      detail: `cancellation fine by ${formula}`,
      amountCents,
    },
  ];
}

/** They stay with the customer who bought the installation, and fall due with a cancellation (R12). */
function installmentsOpen(terms: SubscriptionTerms, { kind }: Asked): common.Remark[] {
  const open = openInstallments(terms);
  if (open === 0n || (kind !== "cancel" && kind !== "transfer")) return [];
  return [remark("billing.installments_open", `${open} centavos of installation are open`)];
}

function targetDebts({ targetDebts: debts }: Known, { kind }: Asked): common.Remark[] {
  if (kind !== "transfer" || debts.count === 0) return [];
  return [remark("billing.target_has_debts", told(debts, "the new customer"))];
}

function invoicesUnpaid({ ownDebts: debts }: Known, { kind }: Asked): common.Remark[] {
  if (kind !== "delete" || debts.count === 0) return [];
  return [remark("billing.invoices_unpaid", told(debts, "the subscription"))];
}

const told = ({ count, amountCents }: Debts, who: string) =>
  `${count} unpaid invoices of ${who}, ${amountCents} centavos in all`;

const remark = (code: string, detail: string): common.Remark => ({ code, detail, itemId: "" });
