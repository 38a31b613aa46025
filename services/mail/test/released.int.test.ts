import { transactor } from "@isp/db";
import { hashPassword, newId, secretBox } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { mailboxSchema } from "../src/db/mailbox.schema.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { mailScope } from "../src/db/scope.ts";
import { confirmSender, deliverReleased } from "../src/usecases/confirm-sender.ts";
import { reserveMailbox } from "../src/usecases/reserve-mailbox.ts";

const clock = fakeClock("2026-06-10T12:00:00Z");
const box = secretBox(Buffer.alloc(32, 7));
const unit = newId();
const sender = "bia@outside.example";

describe("letters whose sender confirmed them (C76)", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  const transact = <Result>(work: (scope: ReturnType<typeof mailScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => mailScope(manager, clock, box))(work);

  before(async () => {
    database = await openTestDatabase({ entities: [mailboxSchema], migrations });
  });
  after(() => database.close());

  /** A mailbox with one letter that waits for its sender's word. */
  async function holding(name: string): Promise<string> {
    const address = `${name}@example.com.br`;
    const request = { requestId: newId(), rpc: "ReserveMailbox", fingerprint: "0".repeat(64) };
    const mailboxId = await reserveMailbox(
      transact,
      clock,
      hashPassword,
    )(request, {
      subscriptionId: newId(),
      customerId: newId(),
      businessUnitId: unit,
      loginId: newId(),
      address,
      password: "segredo",
      isHeld: false,
      isMain: true,
      quotaMb: 10,
      isLive: true,
    });
    const mailbox = await transact(({ mailboxes }) => mailboxes.find(mailboxId, "all"));
    const letter = {
      id: newId(),
      mailboxId,
      storageId: mailbox.storageId,
      businessUnitId: unit,
      recipient: address,
      sender,
      subject: "Pedido",
      arrival: newId(),
      heldAt: clock.now(),
      askedAt: clock.now(),
    };
    await transact(({ held }) => held.add(letter, Buffer.from(`To: ${address}\r\n\r\nOi`)));
    await confirmSender(transact, clock)(letter.id);
    return address;
  }

  it("wait for nobody's full mailbox but their own, and are tried again there", async () => {
    const full = await holding("cheia");
    const empty = await holding("vazia");
    let isFull = true;
    const delivered: string[] = [];
    const deliver = deliverReleased(
      transact,
      transact,
      ({ recipient }) => {
        if (recipient === full && isFull)
          return Promise.reject(new Error("552 The mailbox is full."));
        delivered.push(recipient);
        return Promise.resolve("250 2.0.0 taken");
      },
      clock,
    );
    const refused = await deliver().catch((error: unknown) => error);
    expect(String(refused), "is told").to.include("552");
    expect(delivered).to.deep.equal([empty]);
    isFull = false;
    await deliver();
    expect(delivered, "not at once").to.deep.equal([empty]);
    clock.advance({ minutes: 10 });
    await deliver();
    await deliver();
    expect(delivered).to.deep.equal([empty, full]);
  });

  it("go to the address that their mailbox has by now, and to no other owner of the former one", async () => {
    const former = await holding("antiga");
    const { id } = (await transact(({ mailboxes }) => mailboxes.ofAddress(former)))!;
    await transact(({ mailboxes }) => mailboxes.rename(id, "nova@example.com.br"));
    const delivered: string[] = [];
    const deliver = deliverReleased(
      transact,
      transact,
      ({ recipient }) => {
        delivered.push(recipient);
        return Promise.resolve("250 2.0.0 taken");
      },
      clock,
    );
    await deliver();
    expect(delivered).to.deep.equal(["nova@example.com.br"]);
  });
});
