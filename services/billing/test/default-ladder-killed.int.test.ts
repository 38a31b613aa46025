import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { type Debtors, openLadder, type Owing } from "./support/ladder.ts";

const clock = fakeClock("2026-06-30T18:00:00Z");
const suspendedOn = "2026-07-29";

type Story = { readonly steps: readonly string[]; readonly told: object };

describe("a default ladder whose process dies", function () {
  this.timeout(280_000);
  let debts: Debtors;
  before(async () => {
    debts = await openLadder(clock);
  });
  after(() => debts.stop());

  /** Two debtors from the due date to the payment; every look may die at a step, and is looked at anew. */
  async function story(dieAt: string): Promise<Story> {
    const passes = new Map<string, number>();
    const steps: string[] = [];
    const failpoint = (name: string) => {
      const pass = (passes.get(name) ?? 0) + 1;
      passes.set(name, pass);
      steps.push(`${name}@${pass}`);
      if (dieAt === `${name}@${pass}`) throw new Error(`died at ${dieAt}`);
    };
    const look = async () => {
      for (;;) {
        const died = await debts.look(failpoint).then(
          () => false,
          (error: Error) => error.message.startsWith("died"),
        );
        if (!died) return;
      }
    };
    const all = await debts.owing({}, 2);
    const { unit } = all[0]!;
    for (const on of ["2026-07-13", suspendedOn]) {
      debts.day(on);
      await look();
      await debts.approve(unit);
      await look();
      await look();
    }
    for (const owing of all) await debts.pay(owing);
    await look();
    await look();
    return { steps, told: await endOf(all) };
  }

  /** What is left of it, in figures that do not depend on ids. */
  async function endOf(all: readonly Owing[]): Promise<object> {
    const ends = all.map(async (owing) => {
      const { subscriptionId, unit, customerId } = owing;
      const notices = await debts.noticesOf(owing);
      const held = await debts.transact((s) => s.suspensions.ofCustomer(unit, customerId));
      const facts = await debts.books.database.db.query<{ subject: string }[]>(
        "SELECT subject FROM outbox WHERE payload LIKE ? ORDER BY subject",
        [`%"customerId":"${customerId}"%`],
      );
      return {
        notices: notices.map(({ kind, state, sentOn }) => ({ kind, state, sentOn })),
        acts: debts.plans.acts.filter((act) => act.endsWith(subscriptionId)).length,
        isSuspended: debts.plans.suspended.has(subscriptionId),
        suspensions: held.map(({ state, suspendedOn: on, resumedFor }) => ({
          state,
          on,
          resumedFor,
        })),
        facts: facts.map(({ subject }) => subject),
      };
    });
    return Promise.all(ends);
  }

  it("ends as if nobody had died, wherever that is: nothing twice, nothing lost (R12)", async () => {
    const { steps, told } = await story("");
    expect(told).to.have.length(2);
    for (const [, end] of Object.entries(told)) {
      expect(end).to.deep.include({ acts: 2, isSuspended: false });
      expect(end).to.have.property("notices").with.length(1);
    }
    expect(new Set(steps.map((step) => step.split("@")[0])).size).to.be.at.least(8);
    for (const step of steps) expect((await story(step)).told, step).to.deep.equal(told);
  });
});
