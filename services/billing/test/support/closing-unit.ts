import { transactor } from "@isp/db";
import { DomainError, type Failpoints, noFailpoints } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import type { DataSource } from "typeorm";
import { billingScope } from "../../src/db/scope.ts";
import { noSettings } from "../../src/domain/payment-settings.ts";
import type { SubscriptionTerms } from "../../src/domain/subscription-terms.ts";
import { commitBatch } from "../../src/usecases/commit-batch.ts";
import { commitClosing } from "../../src/usecases/commit-closing.ts";
import { keepBusinessUnit } from "../../src/usecases/keep-business-unit.ts";
import { proposeBatch } from "../../src/usecases/propose-batch.ts";
import { proposeClosing } from "../../src/usecases/propose-closing.ts";
import { reverseBatch } from "../../src/usecases/reverse-batch.ts";
import { reverseClosing } from "../../src/usecases/reverse-closing.ts";
import { runClosings } from "../../src/usecases/run-closings.ts";

const [may, june] = ["2026-05-31", "2026-06-30"] as const;
const [subscriptions, batchSize] = [20, 12];

const idOf = (number: number): string =>
  `01900000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
const unitId = idOf(0);

type Isolation = { readonly isolation?: "READ COMMITTED" };
const scopedBy = (db: DataSource, clock: ReturnType<typeof fakeClock>, as: Isolation = {}) =>
  transactor(db, (manager) => billingScope(manager, clock), undefined, as);

/** Two to a customer; some in advance, in instalments, ended, or with more past cycles than are billed by themselves. */
function termsOf(index: number): SubscriptionTerms {
  const isBroken = index === 7;
  return {
    subscriptionId: idOf(1_000 + index),
    version: 1n,
    businessUnitId: unitId,
    customerId: idOf(100 + Math.floor(index / 2)),
    number: BigInt(1_000 + index),
    planName: "Banda Larga",
    startOn: isBroken ? "2025-01-10" : "2026-05-21",
    trialDays: 0,
    priceCents: 9_000n,
    payableCents: 8_000n,
    advanceBilling: index % 3 === 0,
    billedThroughOn: null,
    lastClosingOn: null,
    endedOn: null,
    dueDayId: "",
    paymentFormId: "",
    debitAccountId: "",
    predecessorId: "",
    installFeeCents: index % 5 === 0 ? 10_000n : 0n,
    installments: 3,
    expiresOn: null,
    validityMonths: 0,
    fineFormula: "",
    mailboxesIncluded: 0,
    mailboxFeeCents: 0n,
    carriedThroughOn: null,
  };
}

/** From now on its invoices have a Pix code, a boleto and a letter. */
export async function addPaymentSettings(db: DataSource): Promise<void> {
  const clock = fakeClock("2026-06-30T12:00:00Z");
  const settings = {
    ...noSettings(unitId),
    version: 2n,
    beneficiaryName: "Norte Fibra",
    beneficiaryDocument: "11222333000181",
    pixKey: "financeiro@nortefibra.com.br",
    pixCity: "Londrina",
    bankCode: "341",
    agency: "0057",
    account: "12345",
    wallet: "109",
    emailsInvoices: true,
  };
  await scopedBy(db, clock)(({ documents }) => documents.addSettings(settings));
}

/** A unit with its May closed, that waits for its June: with credits, a subscription to park and one that ended. */
export async function addUnit(db: DataSource): Promise<void> {
  const clock = fakeClock("2026-06-01T12:00:00Z");
  const transact = scopedBy(db, clock);
  await transact(async (scope) => {
    await keepBusinessUnit(
      scope,
      {
        id: unitId,
        name: "Londrina",
        timeZone: "America/Sao_Paulo",
        prorationBasis: "actual",
        closingDay: 31,
      },
      clock,
    );
    for (let index = 0; index < subscriptions; index++) {
      const held = termsOf(index);
      await scope.lists.saveCustomer(held.customerId, "Ana", held.businessUnitId);
      await scope.terms.save(held);
      await scope.terms.saveHistory(held.subscriptionId, [{ fromOn: held.startOn, bills: true }]);
    }
  });
  await closeUnit(db, noFailpoints, may);
  await transact(async ({ terms, credits }) => {
    const ended = await terms.lock(idOf(1_000 + 3));
    if (ended === null) throw new Error("the subscription that ends is missing");
    await terms.save({ ...ended, endedOn: "2026-06-10" });
    await credits.change(unitId, idOf(100), 5_000n);
  });
}

/**
 * Brings the closing of a unit to its end, from wherever it stands, as the service and an operator do it
 * together; whoever else is at it shares the work.
 */
export async function closeUnit(
  db: DataSource,
  failpoint: Failpoints,
  on: typeof may | typeof june = june,
): Promise<void> {
  const { transact, clock, round, find } = operator(db, failpoint, on);
  const heard = () => Promise.resolve(true);
  const propose = proposeClosing(transact, clock, heard, failpoint);
  for (;;) {
    const closing = await find();
    if (closing?.state === "committed") return;
    if (closing === undefined) {
      await propose(unitId, on, "all");
    } else if (closing.state === "proposed") {
      await commitClosing(transact, clock, failpoint)(closing.id, "all").catch(isProposedAnew);
    } else await round();
  }
}

/** Brings the reversal of a committed closing to its end in the same way. */
export async function reverseUnit(db: DataSource, failpoint: Failpoints): Promise<void> {
  const { transact, round, find } = operator(db, failpoint, june);
  for (;;) {
    const closing = await find();
    if (closing === undefined) throw new Error("there is no closing to take back");
    if (closing.state === "reversed") return;
    if (closing.state === "committed") {
      const given = { closingId: closing.id, reason: "preço errado", by: "Ana" };
      await reverseClosing(transact, failpoint)(given, "all");
    } else await round();
  }
}

function operator(db: DataSource, failpoint: Failpoints, on: typeof may | typeof june) {
  const clock = fakeClock(on === may ? "2026-06-01T12:00:00Z" : "2026-07-01T12:00:00Z");
  const transact = scopedBy(db, clock);
  const issue = scopedBy(db, clock, { isolation: "READ COMMITTED" });
  const round = runClosings(
    transact,
    {
      proposing: proposeBatch({ transact, summing: issue }, clock, batchSize, failpoint),
      committing: commitBatch(issue, clock, batchSize / 2, failpoint),
      reversing: reverseBatch(transact, clock, batchSize / 2, failpoint),
    },
    failpoint,
  );
  const find = async () => {
    const page = { limit: 10, after: "" };
    const all = await transact(({ closings }) => closings.list(unitId, "all", page));
    return all.find((one) => one.on === on);
  };
  return { transact, clock, round, find };
}

/** Who came second may have begun the proposal anew. */
function isProposedAnew(error: unknown): void {
  if (!(error instanceof DomainError) || error.code !== "billing.closing_not_proposed") throw error;
}
