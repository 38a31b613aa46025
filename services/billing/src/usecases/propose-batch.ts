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
import type { SubscriptionTerms } from "../domain/subscription-terms.ts";
import { chainOf } from "./chain.ts";
import { closingNow, nextOf } from "./closing-now.ts";
import { finishProposal } from "./finish-proposal.ts";
import { linesBeside } from "./lines-beside.ts";
import type { Billing } from "./ports.ts";
import { type About, proposeSubscription } from "./propose-subscription.ts";

export type ProposeBatch = (closingId: string) => Promise<void>;

type Made = { proposals: Proposal[]; lines: ProposedLine[]; parked: Parked[] };

type Begun = {
  readonly transact: Transact<Billing>;
  /** Sums up what was proposed: it reads what others write, and is not to keep them waiting. */
  readonly summing?: Transact<Billing>;
};

/**
 * Works out the next subscriptions of a proposal; how far it came is part of the same transaction. Once there are
 * none left, the proposal is summed up in one of its own.
 */
export function proposeBatch(
  { transact, summing = transact }: Begun,
  clock: Clock,
  batchSize = 500,
  failpoint: Failpoints = noFailpoints,
): ProposeBatch {
  const finish = finishProposal(summing, clock, failpoint);
  return async (closingId) => {
    const isWorkedOut = await transact(async (scope) => {
      const closing = await scope.closings.lock(closingId, "all");
      if (closing.state !== "proposing") return false;
      const { unit, dueDays } = await closingNow(scope, closing);
      const batch = await nextOf(scope, { closing, dueDays }, batchSize);
      if (batch.length === 0) return true;
      const made = await workOut(scope, batch, { closing, unit, dueDays, now: clock.now() });
      await scope.proposals.add(closingId, made);
      failpoint("billing.lines_proposed");
      await scope.closings.save(advance(closing, batch, made));
      failpoint("billing.proposal_advanced");
      return batch.length < batchSize;
    });
    if (isWorkedOut) await finish(closingId);
  };
}

/** What a batch is proposed from, beside the subscriptions themselves. */
async function workOut(
  scope: Billing,
  batch: readonly SubscriptionTerms[],
  about: Pick<About, "closing" | "unit" | "dueDays" | "now">,
): Promise<Made> {
  const { terms } = scope;
  const { closing, unit, now } = about;
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
  const issuedOn = civilDateIn(unit.timeZone, now);
  return make(batch, { ...about, history, chains, mailboxes, beside, issuedOn });
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
