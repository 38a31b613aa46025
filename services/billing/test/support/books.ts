import { plans } from "@isp/contracts";
import { transactor } from "@isp/db";
import { newId } from "@isp/kernel";
import { once } from "@isp/messaging";
import { type fakeClock, openTestDatabase } from "@isp/testing";
import { migrations } from "../../src/db/migrations/index.ts";
import { billingScope } from "../../src/db/scope.ts";
import { factConsumers } from "../../src/events/consumers.ts";
import { commitBatch } from "../../src/usecases/commit-batch.ts";
import { commitClosing } from "../../src/usecases/commit-closing.ts";
import { keepBusinessUnit } from "../../src/usecases/keep-business-unit.ts";
import { proposeBatch } from "../../src/usecases/propose-batch.ts";
import { proposeClosing } from "../../src/usecases/propose-closing.ts";

const bills = { key: "enabled", bills: true };
const bare = { key: "suspended", bills: false };
const status = (flags: { key: string; bills: boolean }) =>
  plans.Subscription_Status.fromPartial(flags);

/** The status of a subscription that bills, and of one that does not. */
export const statuses = { bills: status(bills), bare: status(bare) };

export type Side = Partial<plans.Subscription>;

export type Said = {
  readonly kind: string;
  readonly on: string;
  readonly successor?: Side;
  readonly choices?: Record<string, string>;
  readonly messageId?: string;
};

export type Books = Awaited<ReturnType<typeof openBooks>>;

/** billing without its transport: facts of plans are heard as JetStream hands them over, and units are closed. */
export async function openBooks(clock: ReturnType<typeof fakeClock>) {
  const database = await openTestDatabase({ migrations });
  const scoped = () => transactor(database.db, (manager) => billingScope(manager, clock));

  async function aUnit(prorationBasis: "actual" | "commercial30" = "actual"): Promise<string> {
    const id = newId();
    const unit = { id, name: "L", timeZone: "America/Sao_Paulo", prorationBasis, closingDay: 31 };
    await scoped()((scope) => keepBusinessUnit(scope, unit, clock));
    return id;
  }

  const aSide = (businessUnitId: string, more: Side = {}): Side => ({
    id: newId(),
    version: 1n,
    businessUnitId,
    customerId: newId(),
    number: 1_001n,
    startOn: "2026-05-31",
    priceCents: 9_000n,
    payableCents: 9_000n,
    status: statuses.bills,
    service: "on",
    ...more,
  });

  /** Hands billing a fact as JetStream would, and answers with the operation's id. */
  async function hear(subscription: Side, said: Said): Promise<string> {
    const operationId = said.messageId ?? newId();
    const fact = plans.SubscriptionFact.fromPartial({
      aggregateId: subscription.id ?? "",
      version: subscription.version ?? 1n,
      businessUnitId: subscription.businessUnitId ?? "",
      operationId: said.kind === "" ? "" : operationId,
      operationKind: said.kind,
      effectiveOn: said.on,
      subscription,
      choices: said.choices ?? {},
      ...(said.successor && { successor: said.successor }),
    });
    const name = "billing-subscriptions";
    const consumer = factConsumers(once(scoped(), clock), clock).find(
      ({ durable }) => durable === name,
    );
    const json = JSON.stringify(plans.SubscriptionFact.toJSON(fact));
    const subject = "isp.plans.v1.subscription.x";
    const aggregateId = subscription.id ?? "";
    await consumer!.handle(json, { consumer: name, messageId: operationId, aggregateId, subject });
    return operationId;
  }

  /** Closes a unit on a date and answers with what each subscription was billed. */
  async function close(unitId: string, on: string): Promise<Map<string, bigint>> {
    const read = (id: string) => scoped()(({ closings }) => closings.find(id, "all"));
    const heard = () => Promise.resolve(true);
    const { id } = await proposeClosing(scoped(), clock, heard)(unitId, on, "all");
    while ((await read(id)).state === "proposing")
      await proposeBatch({ transact: scoped() }, clock, 2)(id);
    await commitClosing(scoped(), clock)(id, "all");
    while ((await read(id)).state === "committing") await commitBatch(scoped(), clock, 2)(id);
    const rows = await database.db.query<{ id: string; amount: string }[]>(
      `SELECT l.subscription_id AS id, SUM(l.amount_cents) AS amount FROM invoice_lines l
       JOIN invoices i ON i.id = l.invoice_id WHERE i.closing_id = ? GROUP BY l.subscription_id`,
      [id],
    );
    return new Map(rows.map((row) => [row.id, BigInt(row.amount)]));
  }

  const replaced = (old: Side, on: string, more: Side = {}): [Side, Side] => [
    { ...old, version: 2n, service: "released", endedOn: on, status: statuses.bare },
    aSide(old.businessUnitId ?? "", {
      customerId: old.customerId ?? "",
      number: 1_002n,
      startOn: on,
      predecessorId: old.id ?? "",
      ...more,
    }),
  ];

  return { database, scoped, aUnit, aSide, hear, close, replaced, stop: () => database.close() };
}
