import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { type Debtors, openLadder, type Owing } from "./support/ladder.ts";
import { tablePlans, tablePlansSql } from "./support/look.ts";

const clock = fakeClock("2026-06-30T18:00:00Z");
const days = ["2026-07-13", "2026-07-29"] as const;

/** A failpoint as it is passed: in which look of a story, and how often in it before. */
type Step = { readonly look: number; readonly spec: string };

describe("a default ladder whose process is killed", function () {
  this.timeout(280_000);
  let debts: Debtors;
  before(async () => {
    debts = await openLadder(clock);
    await debts.books.database.db.query(tablePlansSql);
  });
  after(() => debts.stop());

  /** Looks once by a process of its own; answers how that ended. */
  async function looker(spec: string): Promise<string> {
    const script = join(import.meta.dirname, "support/looker.ts");
    const args = ["--conditions=isp:source", "--disable-warning=ExperimentalWarning", script];
    const { url } = debts.books.database;
    const told = [url, spec, clock.now().toISOString(), debts.smtp.url];
    const run = spawn(process.execPath, [...args, ...told], { stdio: "inherit" });
    const [code, signal] = (await once(run, "exit")) as [number | null, string | null];
    return signal ?? `${code}`;
  }

  /** Two debtors from the due date to the payment. The look in which it dies is a process of its own. */
  async function story(
    dies: Step | null,
  ): Promise<{ readonly steps: Step[]; readonly end: object }> {
    const steps: Step[] = [];
    let looks = 0;
    const look = async () => {
      looks += 1;
      const passes = new Map<string, number>();
      if (dies?.look === looks) expect(await looker(dies.spec), dies.spec).to.equal("SIGKILL");
      await debts.look((name) => {
        const pass = (passes.get(name) ?? 0) + 1;
        passes.set(name, pass);
        steps.push({ look: looks, spec: `${name}=exit@${pass}` });
      }, tablePlans(debts.books.database.db));
    };
    const all = await debts.owing({}, 2);
    for (const on of days) {
      debts.day(on);
      await look();
      await debts.approve(all[0]!.unit);
      await look();
    }
    for (const owing of all) await debts.pay(owing);
    await look();
    return { steps, end: await Promise.all(all.map(endOf)) };
  }

  /** What is left of a debtor's story, without ids. */
  async function endOf(owing: Owing): Promise<object> {
    const { subscriptionId, unit, customerId } = owing;
    const { db } = debts.books.database;
    const notices = await debts.noticesOf(owing);
    const held = await debts.transact((s) => s.suspensions.ofCustomer(unit, customerId));
    const facts = await db.query<{ subject: string }[]>(
      "SELECT subject FROM outbox WHERE aggregate_id IN (?) ORDER BY subject",
      [[customerId, (await debts.invoiceOf(owing)).id]],
    );
    const acts = await db.query<{ act: string }[]>(
      "SELECT act FROM told_operations WHERE subscription_id = ? ORDER BY act",
      [subscriptionId],
    );
    return {
      acts: acts.map(({ act }) => act),
      notices: notices.map(({ kind, state, sentOn }) => ({ kind, state, sentOn })),
      suspensions: held.map(({ state, suspendedOn, resumedFor }) => [
        state,
        suspendedOn,
        resumedFor,
      ]),
      facts: facts.map(({ subject }) => subject.split(".").slice(-2).join(".")),
    };
  }

  it("ends as if nobody had died, at whichever step: nothing twice, nothing lost (R12)", async () => {
    const { steps, end } = await story(null);
    const one = {
      acts: ["resume", "suspend"],
      notices: [{ kind: "default", state: "sent", sentOn: days[0] }],
      suspensions: [["resumed", days[1], "paid"]],
      facts: ["customer.notified", "invoice.issued", "invoice.overdue", "invoice.paid"],
    };
    expect(end).to.deep.equal([one, one]);
    expect(steps).to.have.length.above(12);
    for (const step of steps) expect((await story(step)).end, step.spec).to.deep.equal(end);
  });
});
