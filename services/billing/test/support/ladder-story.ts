import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import { type Debtors, openLadder, type Owing } from "./ladder.ts";

/** Due on Friday 10 July; in time until then, known on Monday, told on Monday. */
export const [noticedOn, suspendedOn] = ["2026-07-13", "2026-07-29"] as const;

/** What the tests of the ladder say over and over, about debtors of their own. */
export function ladderStory(clock: Parameters<typeof openLadder>[0]) {
  const story = {} as { debts: Debtors };
  before(async () => {
    story.debts = await openLadder(clock);
  });
  beforeEach(() => {
    story.debts.plans.refuse(null);
    story.debts.smtp.refuseWith(null);
  });
  after(() => story.debts.stop());

  const isSuspended = ({ subscriptionId }: Owing) =>
    story.debts.plans.suspended.has(subscriptionId);
  const actsOf = ({ subscriptionId }: Owing) =>
    story.debts.plans.acts
      .filter((act) => act.endsWith(subscriptionId))
      .map((act) => act.split(" ")[0]);
  async function one(more = {}): Promise<Owing> {
    const [owing] = await story.debts.owing(more);
    return owing!;
  }
  async function suspendedOne(more = {}): Promise<Owing> {
    const owing = await one(more);
    await story.debts.passTo(owing.unit, suspendedOn);
    expect(isSuspended(owing)).to.equal(true);
    return owing;
  }
  return { story, isSuspended, actsOf, one, suspendedOne };
}
