import { driverCode, isConnectionLost, type Transact } from "@isp/db";
import { type Clock, civilDateIn, type Failpoints, noFailpoints } from "@isp/kernel";
import { brokenIn } from "../domain/broken-terms.ts";
import {
  type Closing,
  type Parked,
  type Proposal,
  type ProposedLine,
  totalOf,
} from "../domain/closing.ts";
import type { SubscriptionTerms } from "../domain/subscription-terms.ts";
import { closingNow, nextOf } from "./closing-now.ts";
import { finishProposal } from "./finish-proposal.ts";
import { linesBeside } from "./lines-beside.ts";
import type { Billing } from "./ports.ts";
import { type About, proposeSubscription } from "./propose-subscription.ts";
import { splitsOf } from "./split-cycles.ts";

/** False while another closing of the unit is being committed: what that one bills is not there yet. */
export type ProposeBatch = (closingId: string) => Promise<boolean>;

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
    const came = await transact(async (scope): Promise<"waits" | "further" | "to the end"> => {
      const closing = await scope.closings.lock(closingId, "all");
      if (closing.state !== "proposing") return "further";
      if (await scope.closings.isCommitting(closing.businessUnitId)) return "waits";
      const { unit, dueDays } = await closingNow(scope, closing);
      const batch = await nextOf(scope, { closing, dueDays }, batchSize);
      if (batch.length === 0) return "to the end";
      const made = await workOutSound(scope, batch, { closing, unit, dueDays, now: clock.now() });
      await scope.proposals.add(closingId, made);
      failpoint("billing.lines_proposed");
      await scope.closings.save(advance(closing, batch, made));
      failpoint("billing.proposal_advanced");
      return batch.length < batchSize ? "to the end" : "further";
    });
    if (came === "to the end") await finish(closingId);
    return came !== "waits";
  };
}

type Shared = Pick<About, "closing" | "unit" | "dueDays" | "now">;

/** Works out a batch; a subscription that cannot be reckoned with is parked, and keeps none of the others from being billed. */
async function workOutSound(
  scope: Billing,
  batch: readonly SubscriptionTerms[],
  about: Shared,
): Promise<Made> {
  const parked = batch.flatMap((terms) => {
    const detail = brokenIn(terms);
    return detail === null ? [] : [broken(terms, detail)];
  });
  const without = new Set(parked.map(({ subscriptionId }) => subscriptionId));
  const sound = batch.filter(({ subscriptionId }) => !without.has(subscriptionId));
  const made = await workOutApart(scope, sound, about);
  return { ...made, parked: [...parked, ...made.parked] };
}

/** All at once, and one by one where that throws: only what is wrong in itself is left out. */
async function workOutApart(
  scope: Billing,
  batch: readonly SubscriptionTerms[],
  about: Shared,
): Promise<Made> {
  try {
    return await workOut(scope, batch, about);
  } catch (error) {
    if (!isOfTheData(error)) throw error;
    const [only] = batch;
    if (batch.length === 1 && only !== undefined)
      return { proposals: [], lines: [], parked: [broken(only, error.message)] };
    const half = Math.ceil(batch.length / 2);
    const first = await workOutApart(scope, batch.slice(0, half), about);
    const rest = await workOutApart(scope, batch.slice(half), about);
    return {
      proposals: [...first.proposals, ...rest.proposals],
      lines: [...first.lines, ...rest.lines],
      parked: [...first.parked, ...rest.parked],
    };
  }
}

/** The database's own errors are for whoever runs the transaction again. */
function isOfTheData(error: unknown): error is Error {
  return error instanceof Error && driverCode(error) === undefined && !isConnectionLost(error);
}

const longestDetail = 255;

const broken = ({ subscriptionId }: SubscriptionTerms, detail: string): Parked => ({
  subscriptionId,
  code: "billing.terms_broken",
  detail: detail.slice(0, longestDetail),
});

/** What a batch is proposed from, beside the subscriptions themselves. */
async function workOut(
  scope: Billing,
  batch: readonly SubscriptionTerms[],
  about: Shared,
): Promise<Made> {
  const { terms } = scope;
  const { closing, unit, dueDays, now } = about;
  const history = await terms.history(batch.map(({ subscriptionId }) => subscriptionId));
  const basis = unit.prorationBasis;
  const closingDays = dueDays.map(({ closingDay }) => closingDay);
  const splits = await splitsOf(scope, batch, { basis, closingDays, history });
  const beside = await linesBeside(scope, batch, { on: closing.on, basis, history });
  const paying = batch.filter(({ mailboxFeeCents }) => mailboxFeeCents > 0n);
  const mailboxes = await scope.mailboxes.ofSubscriptions(
    paying.map(({ subscriptionId }) => subscriptionId),
  );
  const issuedOn = civilDateIn(unit.timeZone, now);
  return make(batch, { ...about, history, splits, mailboxes, beside, issuedOn });
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
