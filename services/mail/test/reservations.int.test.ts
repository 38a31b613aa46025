import { transactor, type WriteRequest } from "@isp/db";
import { hashPassword, newId, secretBox } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mailboxSchema } from "../src/db/mailbox.schema.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { mailScope } from "../src/db/scope.ts";
import { changeMailboxPassword } from "../src/usecases/change-mailbox-password.ts";
import { followSubscription } from "../src/usecases/follow-subscription.ts";
import { releaseReservations } from "../src/usecases/release-reservations.ts";
import { type Reservation, reserveMailbox } from "../src/usecases/reserve-mailbox.ts";

const box = secretBox(Buffer.alloc(32, 7));
const clock = fakeClock("2026-06-10T12:00:00Z");
const named = (rpc: string): WriteRequest => ({
  requestId: newId(),
  rpc,
  fingerprint: "0".repeat(64),
});

describe("mailboxes of logins (C41, D17)", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  const transact = <Result>(work: (scope: ReturnType<typeof mailScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => mailScope(manager, clock, box))(work);
  const reserve = (address: string, more: Partial<Reservation> = {}) => {
    const reservation: Reservation = {
      subscriptionId: newId(),
      customerId: newId(),
      businessUnitId: newId(),
      loginId: newId(),
      address,
      password: "segredo",
      isHeld: false,
      isMain: true,
      quotaMb: 1_024,
      isLive: false,
      ...more,
    };
    return reserveMailbox(transact, clock, hashPassword)(named("ReserveMailbox"), reservation);
  };
  const code = async (attempt: Promise<unknown>) => {
    try {
      await attempt;
      return "ok";
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const find = (id: string) => transact(({ mailboxes }) => mailboxes.find(id, "all"));
  const sweep = (taken: readonly string[]) =>
    releaseReservations(transact, transact, () => Promise.resolve(new Set(taken)), clock)();

  before(async () => {
    database = await openTestDatabase({
      entities: [mailboxSchema],
      migrations,
    });
  });
  after(() => database.close());

  it("hold their address from the reservation on, for one taker only", async () => {
    const all = await Promise.all([1, 2, 3].map(() => code(reserve("um@example.com.br"))));
    expect(all.toSorted()).to.deep.equal(["mail.address_taken", "mail.address_taken", "ok"]);
  });

  it("give it back after a quarter of an hour that nobody took it up, and not before", async () => {
    const orphan = await reserve("orfao@example.com.br");
    const subscriptionId = newId();
    const kept = await reserve("vivo@example.com.br", { subscriptionId });
    await sweep([]);
    expect((await find(orphan)).address).to.equal("orfao@example.com.br");
    clock.advance({ minutes: 16 });
    await sweep([subscriptionId]);
    expect(await code(find(orphan))).to.equal("mail.mailbox_not_found");
    expect((await find(kept)).address).to.equal("vivo@example.com.br");
  });

  it("go live with their subscription and say that no server is there yet", async () => {
    const subscriptionId = newId();
    const id = await reserve("tiago@example.com.br", { subscriptionId });
    const subscription = { id: subscriptionId, service: "on" };
    const answer = await transact((scope) =>
      followSubscription(
        scope,
        { subscription, successor: null, operationId: newId() } as never,
        clock,
        hashPassword,
      ),
    );
    expect(answer.state).to.equal("absent");
    const live = await find(id);
    expect([live.wanted.state, live.real.state, live.real.reason]).to.deep.equal([
      "on",
      "pending",
      "no-server",
    ]);
    await sweep([]);
    expect((await find(id)).version).to.equal(live.version);
  });

  it("sleep from the start when their subscription was suspended meanwhile (C51)", async () => {
    const subscriptionId = newId();
    await transact(({ services }) => services.keep(subscriptionId, "suspended"));
    const id = await reserve("tarde@example.com.br", { subscriptionId, isLive: true });
    const asleep = await find(id);
    expect([asleep.wanted.state, asleep.resumeState]).to.deep.equal(["suspended", "on"]);
  });

  it("keep of a password only what Dovecot verifies, and never say it (S64)", async () => {
    const id = await reserve("senha@example.com.br", { isLive: true });
    const change = { id, loginId: "", subscriptionId: "", password: "outra-senha-secreta" };
    await changeMailboxPassword(transact, clock, hashPassword)(
      named("ChangeMailboxPassword"),
      change,
      "all",
    );
    const rows = await database.db.query("SELECT * FROM mailboxes WHERE id = ?", [id]);
    const facts = await database.db.query("SELECT payload, headers FROM outbox");
    const text = JSON.stringify([rows, facts]);
    expect(text).to.contain("$argon2id$");
    expect(text).to.not.contain("outra-senha-secreta");
    expect(JSON.stringify(facts)).to.not.contain("argon2id");
  });
});
