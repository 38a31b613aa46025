import type { Transact } from "@isp/db";
import { type Clock, civilDateIn, type Failpoints, noFailpoints } from "@isp/kernel";
import type { Replaced } from "../domain/bill.ts";
import {
  type Closing,
  type Parked,
  type Proposal,
  type ProposedLine,
  totalOf,
} from "../domain/closing.ts";
import { closesOn } from "../domain/cycle.ts";
import { refuse } from "../domain/errors.ts";
import type { SubscriptionTerms } from "../domain/subscription-terms.ts";
import { chainOf } from "./chain.ts";
import { compareClosing } from "./compare-closing.ts";
import { linesBeside } from "./lines-beside.ts";
import type { Billing } from "./ports.ts";
import { proposeCredits } from "./propose-credits.ts";
import { hasDefault } from "./propose-closing.ts";
import { type About, proposeSubscription } from "./propose-subscription.ts";

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
      const paying = batch.filter(({ mailboxFeeCents }) => mailboxFeeCents > 0n);
      const mailboxes = await scope.mailboxes.ofSubscriptions(
        paying.map(({ subscriptionId }) => subscriptionId),
      );
      const now = clock.now();
      const issuedOn = civilDateIn(unit.timeZone, now);
      const about = { closing, unit, dueDays, history, chains, mailboxes, beside, issuedOn, now };
      const made = make(batch, about);
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

function make(batch: readonly SubscriptionTerms[], about: About): Made {
  const made: Made = { proposals: [], lines: [], parked: [] };
  for (const terms of batch) {
    const one = proposeSubscription(terms, about);
    if (one === null) continue;
    if ("parked" in one) made.parked.push(one.parked);
    else {
      made.proposals.push(one.proposal);
      made.lines.push(...one.lines);
    }
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
