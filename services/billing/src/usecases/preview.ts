import type { common } from "@isp/contracts";
import type { FormulaValues } from "@isp/kernel";
import { type ProposedLine, totalOf } from "../domain/closing.ts";
import { creditOf } from "../domain/credit.ts";
import { fineOf } from "../domain/fine.ts";
import { openInstallments } from "../domain/installments.ts";
import type { SubscriptionTerms } from "../domain/subscription-terms.ts";

export type Debts = { readonly count: number; readonly amountCents: bigint };

/** What billing knows of an operation that is looked at beforehand. */
export type Known = {
  readonly terms: SubscriptionTerms;
  /** Instalments of the installation fee that stand on invoices. */
  readonly installmentsBilled: readonly number[];
  /** Issued and not paid, of the subscription. */
  readonly ownDebts: Debts;
  /** The same of the customer that it would go to. */
  readonly targetDebts: Debts;
  /** Lines of the subscription that reach beyond the day of the operation. */
  readonly billedBeyond: readonly ProposedLine[];
};

type Asked = Pick<common.PreviewRequest, "kind" | "on" | "choices">;

/** What an operation would charge, and what of the money speaks against it (C48 to C56, D13, D19). */
export function previewOf(known: Known, asked: Asked): common.PreviewResponse {
  return {
    effects: [...creditEffects(known, asked), ...fineEffects(known, asked)],
    warnings: [
      ...fineProblem(known, asked),
      ...installmentsOpen(known, asked),
      ...targetDebts(known, asked),
    ],
    conflicts: invoicesUnpaid(known, asked),
  };
}

/** Days that were billed ahead and are not owed come back with the next invoices (R14). */
function creditEffects({ terms, billedBeyond }: Known, { on }: Asked): common.Effect[] {
  const credits = billedBeyond
    .map((line) => creditOf(line, { endedOn: on, history: [] }))
    .filter((credit) => credit !== null);
  if (credits.length === 0) return [];
  const days = credits.reduce((sum, credit) => sum + credit.days, 0);
  const effect = { ...effectOn(terms), action: "credited", amountCents: totalOf(credits) };
  return [{ ...effect, detail: `${days} days after ${on} were billed already` }];
}

const effectOn = ({ subscriptionId, number, version }: SubscriptionTerms) => ({
  itemId: subscriptionId,
  itemKind: "subscription",
  itemName: number.toString(),
  itemVersion: version,
});

function fineEffects({ terms, installmentsBilled }: Known, asked: Asked): common.Effect[] {
  const { kind, on, choices } = asked;
  if (kind !== "cancel") return [];
  if (choices["waive-fine"] === "true") return [];
  const { amountCents, formula, values } = fineOf(terms, { on, installmentsBilled });
  if (amountCents === 0n) return [];
  const used = valuesIn(formula, values);
  return [
    {
      ...effectOn(terms),
      action: "charged",
      detail: `cancellation fine by ${formula}${used === "" ? "" : ` with ${used}`}`,
      amountCents,
    },
  ];
}

/** A formula that gives no amount charges nothing, and whoever cancels is told so beforehand. */
function fineProblem(
  { terms, installmentsBilled }: Known,
  { kind, on, choices }: Asked,
): common.Remark[] {
  if (kind !== "cancel" || choices["waive-fine"] === "true") return [];
  const { problem, formula } = fineOf(terms, { on, installmentsBilled });
  const isBound = terms.validityMonths > 0;
  if (problem === "" || problem === "billing.contract_fulfilled" || !isBound) return [];
  return [remark(problem, `no fine is charged: ${formula} gives no amount`)];
}

const money = new Set([
  "valor_plano",
  "valor_pagar",
  "beneficio",
  "taxa_instalacao",
  "parcelas_abertas",
]);

/** The names that stand in a formula with what they are worth, as the formula writes numbers. */
function valuesIn(formula: string, values: FormulaValues): string {
  return Object.entries(values)
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(formula))
    .map(([name, value]) => `${name} = ${money.has(name) ? decimal(value) : value}`)
    .join(", ");
}

function decimal(cents: bigint): string {
  const digits = cents.toString().padStart(3, "0");
  return `${digits.slice(0, -2)},${digits.slice(-2)}`;
}

/** They stay with the customer who bought the installation, and fall due with a cancellation (R12). */
function installmentsOpen({ terms, installmentsBilled }: Known, { kind }: Asked): common.Remark[] {
  const open = openInstallments(terms, installmentsBilled);
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
