import { common, plans } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { once } from "@isp/messaging";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { onBusinessUnit } from "../src/events/on-business-unit.ts";
import { followDomain } from "../src/usecases/follow-domain.ts";
import { forgetGone } from "../src/usecases/forget-gone.ts";
import type { MailSubscription } from "../src/usecases/ports.ts";
import { reserveMailbox } from "../src/usecases/reserve-mailbox.ts";
import { hash, type MailStand, mailStand, providerDomain, write } from "./support/stand.ts";

describe("C95: D13: mailboxes whose domain is given up", function () {
  this.timeout(60_000);
  let stand: MailStand;

  before(async () => {
    stand = await mailStand();
  });
  after(() => stand.database.close());

  function hosting() {
    const name = `loja${newId().slice(-8)}.com.br`;
    return { name, owner: stand.subscription({ mailDomains: [providerDomain, name] }) };
  }

  type Said = { readonly state?: string; readonly operationId?: string; readonly at?: Date };

  /** What hosting says of a domain under that subscription. */
  function said(name: string, under: MailSubscription, more: Said = {}): Promise<void> {
    const { state = "released", operationId = "", at = stand.clock.now() } = more;
    const { id: subscriptionId, customerId, businessUnitId } = under;
    const place = { subscriptionId, customerId, businessUnitId };
    const wanted = { state, at };
    const item = common.Item.fromPartial({ id: newId(), name, ...place, wanted });
    const about = { clock: stand.clock, hash, died: () => undefined };
    const fact = { version: 9n, item, operationId, preparationId: "" };
    return stand.transact((scope) => followDomain(scope, fact, about));
  }

  async function loginMailbox(under: MailSubscription, address: string): Promise<string> {
    const { id: subscriptionId, customerId, businessUnitId } = under;
    const place = { subscriptionId, customerId, businessUnitId };
    const more = { password: "segredo", isHeld: false, isMain: true, isLive: true, quotaMb: 10 };
    const reserve = reserveMailbox(stand.transact, stand.clock, hash);
    return reserve(write("ReserveMailbox"), { ...place, ...more, loginId: newId(), address });
  }

  const stateOf = async (id: string) => (await stand.find(id)).wanted.state;
  const person = (domain = providerDomain) => `p${newId().slice(-10)}@${domain}`;
  const facts = (id: string) =>
    stand.database.db.query<{ readonly subject: string }[]>(
      "SELECT subject FROM outbox WHERE aggregate_id = ?",
      [id],
    );

  it("are deleted with it, and no alias of anybody is left under it", async () => {
    const { name, owner } = hosting();
    const under = await stand.mailbox(owner, person(name));
    const beside = await stand.mailbox(owner, person());
    await stand.alias(beside.id, `vendas@${name}`);
    const kept = await stand.alias(beside.id, person());
    await stand.alias(under.id, person());
    await said(name, owner);
    expect([await stateOf(under.id), await stateOf(beside.id)]).to.deep.equal(["deleted", "on"]);
    expect(await stand.aliasesOf(beside.id)).to.deep.equal([kept]);
    expect((await stand.find(beside.id)).isMain, "the oldest that is left").to.equal(true);
    expect((await stand.find(under.id)).isMain).to.equal(false);
    const told = (await facts(under.id)).map(({ subject }) => subject.split(".").at(-1));
    expect(told).to.include("deleted");
  });

  it("give their address back when the domain's own name is free, and show nobody the old mail", async () => {
    const { name, owner } = hosting();
    const address = `contato@${name}`;
    const { id, storageId } = await stand.mailbox(owner, address);
    const givenUpAt = stand.clock.now();
    // Mail was away for a while, and the name is kept no longer for that.
    stand.clock.advance({ minutes: 300 });
    await said(name, owner, { at: givenUpAt });
    stand.clock.set(new Date(givenUpAt.getTime() + 30 * 86_400_000 + 1));
    await forgetGone(stand.transact, stand.transact, stand.clock)();
    await said(name, owner, { state: "deleted" });
    const next = stand.subscription({ mailDomains: [providerDomain, name] });
    const again = await stand.mailbox(next, address);
    expect(again.storageId).to.not.equal(storageId);
    const sealed = await stand.database.db.query(
      "SELECT customer_id AS of FROM sealed_storages WHERE mailbox_id = ?",
      [id],
    );
    expect(sealed).to.deep.equal([{ of: owner.customerId }]);
  });

  it("stay with who has the domain by now, however late its former end is heard", async () => {
    const { name, owner } = hosting();
    const next = stand.subscription({ mailDomains: [providerDomain, name] });
    const other = await stand.mailbox(next, person(name));
    await stand.alias(other.id, `vendas@${name}`);
    await said(name, owner);
    await said(name, owner, { state: "deleted" });
    expect(await stateOf(other.id)).to.equal("on");
    expect(await stand.aliasesOf(other.id)).to.deep.equal([`vendas@${name}`]);
    // The same customer has it anew under the same subscription.
    const ended = stand.clock.now();
    stand.clock.advance({ ms: 1_000 });
    const anew = await stand.mailbox(owner, person(name));
    await said(name, owner, { state: "deleted", at: ended });
    expect(await stateOf(anew.id)).to.equal("on");
  });

  it("are ended by what comes last, where they came under it while it went", async () => {
    const { name, owner } = hosting();
    await said(name, owner);
    stand.clock.advance({ ms: 1_000 });
    // Who asked plans before plans had heard of it.
    const { id } = await stand.mailbox(owner, person(name));
    stand.clock.advance({ ms: 1_000 });
    await said(name, owner, { state: "deleted" });
    expect(await stateOf(id)).to.equal("deleted");
  });

  it("D20: are the provider's where logins have their mail under it, and stay", async () => {
    const name = `rede${newId().slice(-8)}.com.br`;
    const unit = stand.subscription({ mailDomains: [name, name] });
    const customer = stand.subscription({ mailDomains: [name] });
    const login = await loginMailbox(customer, person(name));
    const ours = await stand.mailbox(unit, person(name));
    const theirs = await stand.mailbox(customer, person(name));
    const alias = await stand.alias(ours.id, person(name));
    await said(name, unit);
    for (const id of [login, ours.id, theirs.id]) expect(await stateOf(id)).to.equal("on");
    expect(await stand.aliasesOf(ours.id)).to.deep.equal([alias]);
  });

  it("D20: are the provider's under his unit's mail domain, before any login has its mail there", async () => {
    const name = `nova${newId().slice(-8)}.com.br`;
    const unit = stand.subscription({ mailDomains: [name, name] });
    const { businessUnitId } = unit;
    const fact = { version: 1n, businessUnit: { id: businessUnitId, mailDomain: name } };
    await onBusinessUnit(once(stand.transact, stand.clock)).handle(
      JSON.stringify(plans.BusinessUnitFact.toJSON(plans.BusinessUnitFact.fromPartial(fact))),
      {
        aggregateId: businessUnitId,
        subject: "isp.plans.v1.business-unit.registered",
        consumer: "mail-business-units",
        messageId: newId(),
      },
    );
    const { id } = await stand.mailbox(unit, `contato@${name}`);
    await said(name, unit);
    expect(await stateOf(id)).to.equal("on");
  });

  it("C54: are left to their subscription where it ended, and to a domain that only sleeps", async () => {
    const { name, owner } = hosting();
    const { id } = await stand.mailbox(owner, person(name));
    await said(name, owner, { operationId: newId() });
    await said(name, owner, { state: "suspended" });
    expect(await stateOf(id)).to.equal("on");
  });

  it("are given up once", async () => {
    const { name, owner } = hosting();
    const { id } = await stand.mailbox(owner, person(name));
    await said(name, owner);
    const { version } = await stand.find(id);
    await said(name, owner, { state: "deleted" });
    expect((await stand.find(id)).version).to.equal(version);
  });
});
