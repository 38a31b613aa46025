import type { Transact } from "@isp/db";
import { type Clock, civilDateIn, type Failpoints, newId, noFailpoints } from "@isp/kernel";
import { bill, type BillLine, type Replaced } from "../domain/bill.ts";
import {
  type BusinessUnit,
  type Closing,
  type DueDay,
  type Parked,
  type Proposal,
  type ProposedLine,
  totalOf,
} from "../domain/closing.ts";
import { closesOn, dueDate } from "../domain/cycle.ts";
import { refuse } from "../domain/errors.ts";
import type { StatusPeriod, SubscriptionTerms } from "../domain/subscription-terms.ts";
import { chainOf } from "./chain.ts";
import { compareClosing } from "./compare-closing.ts";
import { linesBeside } from "./lines-beside.ts";
import type { Billing } from "./ports.ts";
import { proposeCredits } from "./propose-credits.ts";
import { hasDefault } from "./propose-closing.ts";

export type ProposeBatch = (closingId: string) => Promise<void>;

type Made = { proposals: Proposal[]; lines: ProposedLine[]; parked: Parked[] };

/** Works out the next subscriptions of a proposal; how far it came is part of the same transaction. */
export function proposeBatch(
  transact: Transact<Billing>,
  clock: Clock,
  batchSize = 500,
  failpoint: Failpoints = noFailpoints,
): ProposeBatch {
  return (closingId) =>
    transact(async (scope) => {
      const { closings, lists, terms, proposals } = scope;
      const closing = await closings.lock(closingId, "all");
      if (closing.state !== "proposing") return;
      const unit = await lists.findUnit(closing.businessUnitId);
      if (unit === null) throw refuse.business_unit_not_found("The unit of the closing is gone.");
      const all = await lists.closingDueDays(unit.id);
      const dueDays = all.filter(({ closingDay }) => closesOn(closing.on, closingDay));
      const batch = await terms.closing({
        businessUnitId: unit.id,
        dueDayIds: dueDays.map(({ id }) => id),
        withDefault: hasDefault(dueDays),
        after: closing.reached,
        limit: batchSize,
      });
      const history = await terms.history(batch.map(({ subscriptionId }) => subscriptionId));
      const chains = new Map<string, readonly Replaced[]>();
      for (const each of batch) {
        if (each.predecessorId === "") continue;
        chains.set(each.subscriptionId, await chainOf({ terms }, each));
      }
      const basis = unit.prorationBasis;
      const beside = await linesBeside(scope, batch, { on: closing.on, basis, history });
      const about = { closing, unit, dueDays, chains, beside, now: clock.now() };
      const made = make(batch, history, about);
      await proposals.add(closingId, made);
      failpoint("billing.lines_proposed");
      const advanced = advance(closing, batch, made);
      const isLast = batch.length < batchSize;
      const credits = isLast ? await proposeCredits(scope, advanced, clock) : {};
      if (isLast) await compareClosing(scope, closing, dueDays);
      const reached = { ...advanced, ...credits };
      const invoices = isLast ? await proposals.countInvoices(closingId) : 0n;
      await closings.save(isLast ? proposed(reached, invoices, clock.now()) : reached);
      failpoint(isLast ? "billing.proposal_finished" : "billing.proposal_advanced");
    });
}

type About = {
  readonly closing: Closing;
  readonly unit: BusinessUnit;
  readonly dueDays: readonly DueDay[];
  readonly chains: ReadonlyMap<string, readonly Replaced[]>;
  readonly beside: ReadonlyMap<string, readonly BillLine[]>;
  readonly now: Date;
};

function make(
  batch: readonly SubscriptionTerms[],
  history: ReadonlyMap<string, readonly StatusPeriod[]>,
  { closing, unit, dueDays, chains, beside, now }: About,
): Made {
  const made: Made = { proposals: [], lines: [], parked: [] };
  const issuedOn = civilDateIn(unit.timeZone, now);
  const { prorationBasis: basis } = unit;
  for (const terms of batch) {
    const { subscriptionId, customerId } = terms;
    const dueDay = dueDays.find(({ id, isDefault }) =>
      terms.dueDayId === "" ? isDefault : id === terms.dueDayId,
    );
    if (dueDay === undefined) continue;
    const { closingDay } = dueDay;
    const made1 = bill(terms, history.get(subscriptionId) ?? [], {
      on: closing.on,
      closingDay,
      basis,
      chain: chains.get(subscriptionId) ?? [],
    });
    if ("parked" in made1) {
      made.parked.push({ subscriptionId, ...made1.parked });
      continue;
    }
    made.proposals.push({
      subscriptionId,
      customerId,
      dueOn: dueDate(closing.on, dueDay.day, issuedOn),
      paymentFormId: terms.paymentFormId,
      debitAccountId: terms.debitAccountId,
      billedThroughBefore: terms.billedThroughOn,
      lastClosingBefore: terms.lastClosingOn,
      billedThroughOn: made1.billedThroughOn,
    });
    const lines = [...made1.lines, ...(beside.get(subscriptionId) ?? [])];
    made.lines.push(
      // What costs nothing is not billed (R18); its days count as billed all the same.
      ...lines
        .filter(({ amountCents }) => amountCents !== 0n)
        .map((line) => ({
          ...line,
          id: newId(now),
          subscriptionId,
          customerId,
        })),
    );
  }
  return made;
}

function advance(closing: Closing, batch: readonly SubscriptionTerms[], made: Made): Closing {
  const billed = new Set(made.lines.map(({ subscriptionId }) => subscriptionId));
  return {
    ...closing,
    version: closing.version + 1n,
    subscriptions: closing.subscriptions + BigInt(billed.size),
    lines: closing.lines + BigInt(made.lines.length),
    amountCents: closing.amountCents + totalOf(made.lines),
    done: closing.done + BigInt(batch.length),
    reached: batch.at(-1)?.subscriptionId ?? closing.reached,
  };
}

function proposed(closing: Closing, invoices: bigint, proposedAt: Date): Closing {
  return { ...closing, state: "proposed", invoices, proposedAt, reached: "", total: closing.done };
}
