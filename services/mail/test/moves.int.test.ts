import { plans } from "@isp/contracts";
import { transactor } from "@isp/db";
import { hashPassword, newId, secretBox, verifyPassword } from "@isp/kernel";
import { once, subscriptionConsumer } from "@isp/messaging";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mailboxSchema } from "../src/db/mailbox.schema.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { mailScope } from "../src/db/scope.ts";
import { participant } from "../src/grpc/participant.ts";
import { changeMailboxPassword } from "../src/usecases/change-mailbox-password.ts";
import { followSubscription } from "../src/usecases/follow-subscription.ts";
import { forgetGone } from "../src/usecases/forget-gone.ts";
import { reserveMailbox } from "../src/usecases/reserve-mailbox.ts";
import { reserveMailboxes } from "../src/usecases/reserve-mailboxes.ts";
import { takeOver } from "../src/usecases/take-over.ts";

const clock = fakeClock("2026-06-10T12:00:00Z");
const box = secretBox(Buffer.alloc(32, 7));
const unit = newId();
const write = (rpc: string) => ({ requestId: newId(), rpc, fingerprint: "0".repeat(64) });

type Said = {
  readonly version?: bigint;
  readonly service?: string;
  readonly kind: string;
  readonly successor?: Partial<plans.Subscription>;
  readonly choices?: Record<string, string>;
};

describe("mailboxes whose subscription is followed by another, or ends", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let address = 0;
  const transact = <Result>(work: (scope: ReturnType<typeof mailScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => mailScope(manager, clock, box))(work);
  const find = (id: string) => transact(({ mailboxes }) => mailboxes.find(id, "all"));
  const hear = (
    messageId: string,
    subscriptionId: string,
    said: Said,
    failpoint: () => void = () => undefined,
  ) => {
    const { version = 2n, service = "released", kind, successor, choices = {} } = said;
    const fact = plans.SubscriptionFact.fromPartial({
      version,
      businessUnitId: unit,
      operationId: kind === "" ? "" : messageId,
      operationKind: kind,
      subscription: { id: subscriptionId, version, businessUnitId: unit, service },
      choices,
      ...(successor && {
        successor: { version: 1n, businessUnitId: unit, number: 8n, ...successor },
      }),
    });
    const consumer = subscriptionConsumer(
      "mail-subscriptions",
      once(transact, clock),
      async (scope, decision) => {
        const answer = await followSubscription(scope, decision, clock, hashPassword);
        failpoint();
        return answer;
      },
    );
    const json = JSON.stringify(plans.SubscriptionFact.toJSON(fact));
    const about = { aggregateId: subscriptionId, subject: "isp.plans.v1.subscription.x" };
    return consumer.handle(json, { ...about, consumer: "mail-subscriptions", messageId });
  };
  const held = async (quotaMb = 1_024) => {
    const subscriptionId = newId();
    address += 1;
    const id = await reserveMailbox(
      transact,
      clock,
      hashPassword,
    )(write("ReserveMailbox"), {
      subscriptionId,
      customerId: "ana",
      businessUnitId: unit,
      loginId: newId(),
      address: `caixa${address}@example.com.br`,
      password: "segredo",
      isHeld: false,
      isMain: true,
      quotaMb,
      isLive: true,
    });
    return { subscriptionId, id, before: await find(id) };
  };
  const step = (operationId: string) => transact(({ steps }) => steps.find(operationId));
  const successor = (quotaMb = 2_048): Partial<plans.Subscription> => ({
    id: newId(),
    customerId: "bia",
    service: "on",
    carriedPlan: plans.Subscription.fromPartial({
      plan: { name: "Maior", mailboxes: { included: 1, additionalFeeCents: 500n, quotaMb } },
    }).plan,
  });
  const takeSecrets = (operationId: string) =>
    participant(transact, transact)
      .takeSecrets({ requestId: newId(), operationId }, null as never)
      .then(({ secrets }) => secrets);

  before(async () => {
    database = await openTestDatabase({ entities: [mailboxSchema], migrations });
  });
  after(() => database.close());

  it("C48: D10: move with content and password, under the new plan's quota, once", async () => {
    const { subscriptionId, id, before } = await held();
    const next = { ...successor(), customerId: "ana" };
    const operationId = newId();
    await hear(operationId, subscriptionId, { kind: "change-plan", successor: next });
    await hear(operationId, subscriptionId, { kind: "change-plan", successor: next });
    const moved = await find(id);
    const { passwordHash, storageId } = before;
    expect(moved).to.include({ subscriptionId: next.id, quotaMb: 2_048, passwordHash, storageId });
    expect(moved.version).to.equal(before.version + 1n);
    expect(await step(operationId)).to.deep.include({ state: "absent", revision: 1n });
    expect(await takeSecrets(operationId)).to.deep.equal([]);
  });

  it("C49: D19: go empty to another customer, and the old content is sealed for thirty days", async () => {
    const { subscriptionId, id, before } = await held();
    const operationId = newId();
    await hear(operationId, subscriptionId, { kind: "transfer", successor: successor() });
    const moved = await find(id);
    expect(moved.customerId).to.equal("bia");
    expect(moved.storageId).to.not.equal(before.storageId);
    const [sealed] = await database.db.query<Record<string, unknown>[]>(
      "SELECT * FROM sealed_storages WHERE mailbox_id = ?",
      [id],
    );
    expect(sealed).to.include({ id: before.storageId, customer_id: "ana" });
    expect(sealed?.["keep_until"]).to.deep.equal(new Date("2026-07-10T12:00:00Z"));
    const [secret] = await takeSecrets(operationId);
    expect(secret).to.include({ itemId: id, itemKind: "mailbox", itemName: before.address });
    expect(await verifyPassword(secret!.password, moved.passwordHash)).to.equal(true);
    expect(await takeSecrets(operationId)).to.deep.equal([]);
    const told = await database.db.query("SELECT payload FROM outbox");
    expect(JSON.stringify(told)).to.not.contain(secret!.password);
  });

  it("C49: D19: go with their content where the operator says so, under a new password", async () => {
    const { subscriptionId, id, before } = await held();
    const choices = { mailboxes: "with-content" };
    const operationId = newId();
    await hear(operationId, subscriptionId, { kind: "transfer", successor: successor(), choices });
    const moved = await find(id);
    expect(moved.storageId).to.equal(before.storageId);
    expect(moved.passwordHash).to.not.equal(before.passwordHash);
    // The former owner's password, still on its way from radius, opens nothing here.
    const { loginId } = before;
    const late = { id: "", loginId: loginId ?? "", subscriptionId, password: "do-antigo-dono" };
    await changeMailboxPassword(transact, clock, hashPassword)(write("C"), late, "all");
    expect((await find(id)).passwordHash).to.equal(moved.passwordHash);
  });

  it("D19: forget a password that nobody fetched within a day", async () => {
    const { subscriptionId } = await held();
    const operationId = newId();
    await hear(operationId, subscriptionId, { kind: "transfer", successor: successor() });
    clock.advance({ minutes: 24 * 60 + 1 });
    expect(await takeSecrets(operationId)).to.deep.equal([]);
  });

  it("follow what was said of the successor before, in whatever order it came", async () => {
    const { subscriptionId, id } = await held();
    const next = successor();
    await hear(newId(), next.id ?? "", { version: 2n, service: "suspended", kind: "suspend" });
    await hear(newId(), subscriptionId, { version: 3n, kind: "" });
    await hear(newId(), subscriptionId, { kind: "change-plan", successor: next });
    const moved = await find(id);
    expect(moved).to.include({ subscriptionId: next.id, resumeState: "on" });
    expect(moved.wanted.state).to.equal("suspended");
    const late = newId();
    await hear(late, subscriptionId, { version: 1n, service: "on", kind: "enable" });
    expect(await step(late)).to.include({ state: "superseded" });
  });

  it("move wholly or not at all when the service dies in the middle, and once when it is back", async () => {
    const { subscriptionId, id, before } = await held();
    const next = successor();
    const operationId = newId();
    const dying = new Error("killed");
    const fails = hear(operationId, subscriptionId, { kind: "transfer", successor: next }, () => {
      throw dying;
    });
    expect(await fails.catch((error: unknown) => error)).to.equal(dying);
    expect(await find(id)).to.include({ subscriptionId, version: before.version });
    expect(await step(operationId)).to.equal(null);
    expect(await takeSecrets(operationId)).to.deep.equal([]);
    await hear(operationId, subscriptionId, { kind: "transfer", successor: next });
    expect(await find(id)).to.include({ subscriptionId: next.id, version: before.version + 1n });
    expect(await takeSecrets(operationId)).to.have.length(1);
  });

  it("C54: D13: are released, keep their address for thirty days, and then give it back", async () => {
    const { subscriptionId, id, before } = await held();
    const operationId = newId();
    await hear(operationId, subscriptionId, { kind: "cancel" });
    expect((await find(id)).wanted.state).to.equal("released");
    expect((await step(operationId))?.receipts[0]).to.include({ action: "released" });
    const taken = reserveAgain(before.address);
    expect(await taken.catch((error: unknown) => error)).to.include({ code: "mail.address_taken" });
    const sweep = forgetGone(transact, transact, clock);
    clock.advance({ minutes: 29 * 24 * 60 });
    await sweep();
    expect((await find(id)).id).to.equal(id);
    clock.advance({ minutes: 2 * 24 * 60 });
    await sweep();
    const fresh = await find(await reserveAgain(before.address));
    expect(fresh.storageId).to.not.equal(before.storageId);
    const said = await database.db.query(
      "SELECT 1 FROM outbox WHERE aggregate_id = ? AND subject LIKE '%mailbox.deleted'",
      [id],
    );
    expect(said).to.have.length(1);
  });

  it("C56: D13: are deleted with their subscription", async () => {
    const { subscriptionId, id } = await held();
    await hear(newId(), subscriptionId, { kind: "cancel" });
    await hear(newId(), subscriptionId, { version: 3n, kind: "delete" });
    expect((await find(id)).wanted.state).to.equal("deleted");
  });

  it("C48: are in the preview with what the new plan makes of them, and wait for no lock", async () => {
    const { subscriptionId, id } = await held(4_096);
    const side = { subscriptionId, customerId: "ana", businessUnitId: unit, number: 1n };
    const terms = successor(1_024).carriedPlan;
    const asked = {
      kind: "change-plan",
      from: { ...side, plan: undefined, priceCents: 0n, payableCents: 0n },
      to: { ...side, plan: { ...terms!, mailboxes: { ...terms!.mailboxes!, included: 0 } } },
      on: "2026-06-10",
      choices: {},
    };
    const looking = transact(async ({ mailboxes }) => {
      await mailboxes.lockOfSubscription(subscriptionId);
      return participant(transact, transact).preview(asked as never, null as never);
    });
    const { effects, warnings, conflicts } = await looking;
    expect(effects).to.have.length(1);
    expect(effects[0]).to.include({ itemId: id, action: "moved" });
    expect(effects[0]?.detail).to.contain("quota 4096 MB becomes 1024 MB");
    expect(warnings.map(({ code }) => code)).to.deep.equal([
      "mail.more_than_included",
      "mail.quota_smaller",
    ]);
    expect(conflicts).to.deep.equal([]);
  });

  function reserveAgain(wanted: string): Promise<string> {
    return reserveMailbox(
      transact,
      clock,
      hashPassword,
    )(write("ReserveMailbox"), {
      subscriptionId: newId(),
      customerId: "caio",
      businessUnitId: unit,
      loginId: newId(),
      address: wanted,
      password: "segredo",
      isHeld: false,
      isMain: true,
      quotaMb: 1_024,
      isLive: true,
    });
  }

  it("C85: live after an import of which an edit was heard first", async () => {
    const [subscriptionId, mailboxId] = [newId(), newId()];
    await reserveMailboxes(
      transact,
      clock,
      hashPassword,
    )([
      {
        mailboxId,
        subscriptionId,
        customerId: "ana",
        businessUnitId: unit,
        loginId: newId(),
        address: "importada@example.com.br",
        password: "segredo",
        isHeld: false,
        isMain: true,
        quotaMb: 1_024,
      },
    ]);
    await hear(newId(), subscriptionId, { version: 2n, service: "on", kind: "" });
    const imported = { id: subscriptionId, version: 1n, service: "on" };
    await takeOver(transact, clock)([plans.Subscription.fromPartial(imported)]);
    expect((await find(mailboxId)).wanted.state).to.equal("on");
  });
});
