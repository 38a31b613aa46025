import type { CivilDate } from "@isp/kernel";
import type { BillLine } from "../domain/bill.ts";
import type { BusinessUnit } from "../domain/closing.ts";
import { type Installment, installmentsDue } from "../domain/installments.ts";
import type { StatusPeriod, SubscriptionTerms } from "../domain/subscription-terms.ts";
import { installmentsBilled } from "./installments-billed.ts";
import type { Billing } from "./ports.ts";

type About = {
  readonly on: CivilDate;
  readonly basis: BusinessUnit["prorationBasis"];
  readonly history: ReadonlyMap<string, readonly StatusPeriod[]>;
};

type Scope = Pick<Billing, "terms" | "charges" | "invoices">;
type Lines = Map<string, readonly BillLine[]>;

/** What a closing bills beside the plan: instalments of the installation fee, and fines (C67, C68). */
export async function linesBeside(
  scope: Scope,
  batch: readonly SubscriptionTerms[],
  about: About,
): Promise<ReadonlyMap<string, readonly BillLine[]>> {
  const lines: Lines = new Map();
  await addInstallments(scope, batch, about, lines);
  await addFines(scope, batch, about, lines);
  return lines;
}

async function addInstallments(
  scope: Scope,
  batch: readonly SubscriptionTerms[],
  { on, basis, history }: About,
  lines: Lines,
): Promise<void> {
  const owing = batch.filter(({ installFeeCents }) => installFeeCents > 0n);
  const ids = owing.map(({ subscriptionId }) => subscriptionId);
  const ownBilled = await scope.invoices.installmentsBilled(ids);
  const goingOn = await scope.terms.replacedBySame(ids);
  for (const terms of owing) {
    const { subscriptionId } = terms;
    // What is left of it goes on with the plan that came after.
    if (goingOn.has(subscriptionId)) continue;
    const billed =
      terms.predecessorId === ""
        ? (ownBilled.get(subscriptionId) ?? [])
        : await installmentsBilled(scope, terms);
    const due = installmentsDue(terms, history.get(subscriptionId) ?? [], { on, billed });
    add(
      lines,
      subscriptionId,
      due.map((part) => installmentLine(terms, part, { on, basis })),
    );
  }
}

async function addFines(
  { charges }: Scope,
  batch: readonly SubscriptionTerms[],
  { on, basis }: About,
  lines: Lines,
): Promise<void> {
  const ended = batch.filter(({ endedOn }) => endedOn !== null && endedOn <= on);
  const byId = new Map(ended.map((terms) => [terms.subscriptionId, terms]));
  for (const charge of await charges.unbilled([...byId.keys()], on)) {
    const terms = byId.get(charge.subscriptionId);
    if (terms === undefined) continue;
    const { amountCents, chargedOn, id } = charge;
    const line = {
      kind: "fine",
      item: id,
      amountCents,
      fromOn: chargedOn,
      toOn: chargedOn,
    } as const;
    add(lines, terms.subscriptionId, [{ ...line, ...unprorated(terms, amountCents, basis) }]);
  }
}

function installmentLine(
  terms: SubscriptionTerms,
  { number, of, amountCents }: Installment,
  { on, basis }: Pick<About, "on" | "basis">,
): BillLine {
  return {
    kind: "installment",
    item: `${number}/${of}`,
    fromOn: terms.startOn,
    toOn: on,
    amountCents,
    ...unprorated(terms, terms.installFeeCents, basis),
  };
}

/** No day of it is counted. */
function unprorated(
  { planName }: SubscriptionTerms,
  priceCents: bigint,
  basis: About["basis"],
): Pick<BillLine, "days" | "explanation"> {
  const payableCents = priceCents;
  return {
    days: 0,
    explanation: { basis, cycleDays: 0, priceCents, payableCents, planName, calendar: [] },
  };
}

function add(lines: Lines, subscriptionId: string, more: readonly BillLine[]): void {
  if (more.length > 0) lines.set(subscriptionId, [...(lines.get(subscriptionId) ?? []), ...more]);
}
