import { plans } from "@isp/contracts";
import { transactor, type WriteRequest } from "@isp/db";
import { newId } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { billingScope } from "../src/db/scope.ts";
import { followSubscription } from "../src/usecases/follow-subscription.ts";
import { keepBusinessUnit } from "../src/usecases/keep-business-unit.ts";
import { proposeBatch } from "../src/usecases/propose-batch.ts";
import { proposeClosing } from "../src/usecases/propose-closing.ts";
import { resolveTerms } from "../src/usecases/resolve-terms.ts";
import { writeDueDays } from "../src/usecases/write-due-days.ts";
import { writePaymentForms } from "../src/usecases/write-payment-forms.ts";

const clock = fakeClock("2026-07-16T12:00:00Z");
const unitId = newId();
const unit = {
  id: unitId,
  name: "Londrina",
  timeZone: "America/Sao_Paulo",
  prorationBasis: "actual",
  closingDay: 31,
} as const;
const request = (): WriteRequest => ({
  requestId: newId(),
  rpc: "Write",
  fingerprint: "0".repeat(64),
});

describe("a due day that is removed while a sale names it", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  const scoped = () => transactor(database.db, (manager) => billingScope(manager, clock));
  const dueDays = () => writeDueDays(scoped(), clock);
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );

  before(async () => {
    database = await openTestDatabase({ migrations });
    await scoped()((scope) => keepBusinessUnit(scope, unit, clock));
  });
  after(() => database.close());

  const create = (day: number) =>
    dueDays().create(request(), { businessUnitId: unitId, day, closingDay: 15 }, "all");
  const remove = (id: string) => dueDays().remove(request(), { id, expectedVersion: 0n }, "all");
  const offered = async () =>
    (await scoped()(({ lists }) => lists.dueDays(unitId, "all"))).map(({ id }) => id);

  /** Billing hears of a sale. */
  async function hear(more: Partial<plans.Subscription>): Promise<string> {
    const subscription = plans.Subscription.fromPartial({
      id: newId(),
      version: 1n,
      businessUnitId: unitId,
      customerId: newId(),
      startOn: "2026-06-15",
      priceCents: 9_000n,
      payableCents: 9_000n,
      status: { key: "enabled", bills: true },
      service: "on",
      ...more,
    });
    const decision = {
      subscription,
      successor: null,
      choices: {},
      operationId: newId(),
      operationKind: "register",
      effectiveOn: subscription.startOn,
      isOvertaken: false,
      isSuccessorOvertaken: false,
    };
    await scoped()((scope) => followSubscription(scope, decision, clock));
    return subscription.id;
  }

  async function proposed(on: string): Promise<readonly string[]> {
    const heard = () => Promise.resolve(true);
    const { id } = await proposeClosing(scoped(), clock, heard)(unitId, on, "all");
    const read = () => scoped()(({ closings }) => closings.find(id, "all"));
    while ((await read()).state === "proposing")
      await proposeBatch({ transact: scoped() }, clock)(id);
    const rows = await database.db.query<{ id: string }[]>(
      "SELECT DISTINCT subscription_id AS id FROM proposal_lines WHERE closing_id = ?",
      [id],
    );
    return rows.map((row) => row.id);
  }

  it("C34: is billed by it all the same, and stands in the list again", async () => {
    const { id: dueDayId } = await create(20);
    const terms = {
      customerId: newId(),
      businessUnitId: unitId,
      paymentFormId: "",
      dueDayId,
      debitAccountId: "",
    };
    await resolveTerms(scoped())(terms);
    await remove(dueDayId);
    expect(await offered()).not.to.include(dueDayId);
    expect(await codeOf(resolveTerms(scoped())(terms))).to.equal("billing.due_day_not_found");
    const sold = await hear({ dueDayId });
    expect(await offered()).to.include(dueDayId);
    expect(await codeOf(remove(dueDayId))).to.equal("billing.due_day_in_use");
    expect(await proposed("2026-07-15")).to.deep.equal([sold]);
  });

  it("C54: bills the last days of a subscription that ended before its due day went", async () => {
    const { id: dueDayId } = await create(21);
    const ended = await hear({ dueDayId, endedOn: "2026-07-10", service: "released" });
    await remove(dueDayId);
    expect(await offered()).not.to.include(dueDayId);
    expect(await proposed("2026-07-15")).to.include(ended);
  });

  it("C17: makes room for another of the same day, and of the same name", async () => {
    const { id } = await create(22);
    await remove(id);
    await create(22);
    expect(await codeOf(create(22))).to.equal("billing.due_day_taken");
    const forms = writePaymentForms(scoped(), clock);
    const pix = { businessUnitId: unitId, name: "Pix", kind: "pix" };
    const form = await forms.create(request(), pix, "all");
    await forms.remove(request(), { id: form.id, expectedVersion: 1n }, "all");
    const again = await forms.create(request(), pix, "all");
    const named = await scoped()(({ lists }) => lists.paymentForms(unitId, "all"));
    expect(named.map((held) => held.id))
      .to.include(again.id)
      .and.not.to.include(form.id);
  });
});
