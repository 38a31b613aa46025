import { newId } from "@isp/kernel";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { moveMailboxes } from "../src/usecases/move-mailboxes.ts";
import { reserveMailboxes } from "../src/usecases/reserve-mailboxes.ts";
import { updateMailbox } from "../src/usecases/update-mailbox.ts";
import type { MailSubscription } from "../src/usecases/ports.ts";
import { hash, type MailStand, mailStand, providerDomain, write } from "./support/stand.ts";
import { plans } from "@isp/contracts";

const sender = "bia@outside.example";

describe("further addresses of mailboxes", function () {
  this.timeout(60_000);
  let stand: MailStand;

  before(async () => {
    stand = await mailStand();
  });
  after(() => stand.database.close());

  const name = () => `m${newId().slice(-8)}@${providerDomain}`;
  const rename = (id: string, address: string) =>
    updateMailbox(stand.edits)(
      write("UpdateMailbox"),
      { id, version: 0n, change: { address } },
      "all",
    );
  const refusal = (attempt: Promise<unknown>) =>
    attempt.then(
      () => ({ code: "none", details: undefined }),
      (error: { code: string; details?: Readonly<Record<string, string>> }) => error,
    );
  const transfer = (from: MailSubscription, to: MailSubscription) =>
    stand.transact(async (scope) => {
      const { id, customerId, businessUnitId } = to;
      const successor = plans.Subscription.fromPartial({ id, customerId, businessUnitId });
      const choices = { mailboxes: "with-content" };
      const decision = { operationId: newId(), operationKind: "transfer", choices };
      const held = await scope.mailboxes.lockOfSubscription(from.id);
      const tools = { hash, now: stand.clock.now() };
      await moveMailboxes(scope, held, { decision, successor, service: "on" }, tools);
    });

  it("are twenty at most, also where another name makes its former one of them", async () => {
    const { id, address: first } = await stand.mailbox(stand.subscription(), name());
    for (let alias = 0; alias < 19; alias++) await stand.alias(id, name());
    const second = name();
    await rename(id, second);
    expect(await stand.aliasesOf(id))
      .to.have.length(20)
      .and.include(first);
    expect((await refusal(rename(id, name()))).code).to.equal("mail.too_many_aliases");
    // A name that it has already makes no more of them.
    await rename(id, first);
    expect(await stand.aliasesOf(id))
      .to.have.length(20)
      .and.include(second);
  });

  it("are taken for whoever reserves many at once, who is told all that is", async () => {
    const [alias, mailbox, free] = [name(), name(), name()];
    const { id } = await stand.mailbox(stand.subscription(), mailbox);
    await stand.alias(id, alias);
    const of = { customerId: newId(), businessUnitId: newId(), subscriptionId: newId() };
    const more = { password: "segredo", isHeld: false, isMain: true, quotaMb: 10 };
    const asked = [alias, mailbox, free].map((address) => ({
      ...of,
      ...more,
      address,
      mailboxId: newId(),
      loginId: newId(),
    }));
    const reserve = reserveMailboxes(stand.transact, stand.clock, hash);
    const { code, details } = await refusal(reserve(asked));
    expect(code).to.equal("mail.address_taken");
    expect(details?.["addresses"]?.split(" ")).to.have.members([alias, mailbox]);
    expect(await stand.transact(({ mailboxes }) => mailboxes.ofAddress(free))).to.equal(null);
  });

  it("C49: D19: go along with a transfer under its own domains, and under no domain of the provider's", async () => {
    const domain = `loja${newId().slice(-8)}.com.br`;
    const from = stand.subscription({ mailDomains: [providerDomain, domain] });
    const { id } = await stand.mailbox(from, name());
    await stand.alias(id, `vendas@${domain}`);
    await stand.alias(id, name());
    await rename(id, name());
    await transfer(from, stand.subscription());
    expect(await stand.aliasesOf(id)).to.deep.equal([`vendas@${domain}`]);
  });

  it("C76: D19: open their mailbox to nobody after a transfer since its former owner knew him", async () => {
    const from = stand.subscription();
    const { id } = await stand.mailbox(from, name());
    await stand.transact(({ held }) => held.know(id, sender, stand.clock.now()));
    expect(await stand.transact(({ held }) => held.knows(id, sender))).to.equal(true);
    await transfer(from, stand.subscription());
    expect(await stand.transact(({ held }) => held.knows(id, sender))).to.equal(false);
  });
});
