import { transactor, type WriteRequest } from "@isp/db";
import { hashPassword, newId, secretBox } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mailboxSchema } from "../src/db/mailbox.schema.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { mailScope } from "../src/db/scope.ts";
import { createMailbox, type NewMailbox } from "../src/usecases/create-mailbox.ts";
import { releaseReservations } from "../src/usecases/release-reservations.ts";
import type { MailSubscription } from "../src/usecases/ports.ts";

const clock = fakeClock("2026-06-10T12:00:00Z");
const box = secretBox(Buffer.alloc(32, 7));
const write = (requestId = newId()) => ({
  requestId,
  rpc: "CreateMailbox",
  fingerprint: "0".repeat(64),
});

describe("C72: mailboxes that an operator creates", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  const transact = <Result>(work: (scope: ReturnType<typeof mailScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => mailScope(manager, clock, box))(work);

  const subscription = (more: Partial<MailSubscription> = {}): MailSubscription => ({
    id: newId(),
    customerId: newId(),
    businessUnitId: newId(),
    service: "on",
    terms: { included: 1, additionalFeeCents: 500n, planQuotaMb: 2_048 },
    options: [],
    mailDomains: ["provedor.com.br"],
    ...more,
  });

  const create = (
    under: MailSubscription,
    more: Partial<NewMailbox> = {},
    {
      request = write(),
      units = "all",
    }: { readonly request?: WriteRequest; readonly units?: readonly string[] | "all" } = {},
  ) => {
    const readSubscription = () => Promise.resolve(under);
    const wanted: NewMailbox = {
      subscriptionId: under.id,
      address: `c${newId().slice(-10)}@provedor.com.br`,
      password: "segredo123",
      isAdditional: false,
      quotaMb: 0,
      isHeld: false,
      ...more,
    };
    const dependencies = { transact, clock, hash: hashPassword, readSubscription };
    return createMailbox(dependencies)(request, wanted, units);
  };

  const code = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: unknown) => (error as { code: string }).code,
    );

  before(async () => {
    database = await openTestDatabase({ entities: [mailboxSchema], migrations });
  });
  after(() => database.close());

  it("D20: are included up to the plan's number, the first one main, and then cost a fee", async () => {
    const under = subscription();
    const first = await create(under);
    expect(first.mailbox).to.include({ isMain: true, isAdditional: false, quotaMb: 2_048 });
    expect(first.mailbox.wanted.state).to.equal("on");
    expect(first.mailbox.real).to.include({ state: "pending", reason: "no-server" });
    expect(first.additionalFeeCents).to.equal(0n);
    expect(await code(create(under))).to.equal("mail.included_used_up");
    const second = await create(under, { isAdditional: true, quotaMb: 100 });
    expect(second.mailbox).to.include({ isMain: false, isAdditional: true, quotaMb: 100 });
    expect(second.additionalFeeCents).to.equal(500n);
  });

  it("are made once for one request, and their address belongs to one only", async () => {
    const under = subscription({
      terms: { included: 9, additionalFeeCents: 0n, planQuotaMb: 100 },
    });
    const request = write();
    const address = "unica@provedor.com.br";
    const first = await create(under, { address }, { request });
    const again = await create(under, { address }, { request });
    expect(again.mailbox.id).to.equal(first.mailbox.id);
    expect(await code(create(subscription(), { address: " Unica@Provedor.com.br" }))).to.equal(
      "mail.address_taken",
    );
    const facts = await database.db.query("SELECT payload FROM outbox WHERE aggregate_id = ?", [
      first.mailbox.id,
    ]);
    expect(facts).to.have.length(1);
    expect(JSON.stringify(facts)).to.not.contain("segredo123");
    expect(JSON.stringify(facts)).to.not.contain("argon2id");
  });

  it("D21: are refused where the plan does not offer them, and elsewhere", async () => {
    const picky = subscription({ options: ["new-email"] });
    expect(await code(create(picky, { isAdditional: true }))).to.equal("mail.not_offered");
    expect(await code(create(picky))).to.equal("ok");
    const address = "ana@outro.com.br";
    expect(await code(create(subscription(), { address }))).to.equal("mail.address_elsewhere");
    const own = subscription({ mailDomains: ["provedor.com.br", "outro.com.br"] });
    expect(await code(create(own, { address }))).to.equal("ok");
    const options = ["new-domain-email"];
    const hosting = subscription({ mailDomains: ["provedor.com.br", "outro.com.br"], options });
    expect(await code(create(hosting, { address: "bia@outro.com.br" }))).to.equal("ok");
    expect(await code(create(hosting, { address: "bia@provedor.com.br" }))).to.equal(
      "mail.not_offered",
    );
    expect(await code(create(subscription(), { quotaMb: 4_096 }))).to.equal("mail.quota_too_large");
    expect(await code(create(subscription(), {}, { units: [newId()] }))).to.equal(
      "mail.subscription_not_found",
    );
    expect(await code(create(subscription({ service: "released" })))).to.equal(
      "mail.subscription_ended",
    );
  });

  it("D22: stay pending on purpose where they are not to be saved on the server", async () => {
    const { mailbox } = await create(subscription(), { isHeld: true });
    expect(mailbox.real).to.include({ state: "pending", reason: "held" });
  });

  it("sleep under a suspended subscription, and wait under one that waits", async () => {
    const asleep = await create(subscription({ service: "suspended" }));
    expect(asleep.mailbox).to.include({ resumeState: "on" });
    const waiting = await create(subscription({ service: "off" }));
    expect(waiting.mailbox.wanted.state).to.equal("reserved");
    clock.advance({ minutes: 60 });
    const nobody = () => Promise.resolve(new Set<string>());
    await releaseReservations(transact, transact, nobody, clock)();
    const { id } = waiting.mailbox;
    expect(await transact(({ mailboxes }) => mailboxes.find(id, "all"))).to.include({ id });
  });
});
