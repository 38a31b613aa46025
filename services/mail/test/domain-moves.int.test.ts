import { common } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { followDomain } from "../src/usecases/follow-domain.ts";
import type { MailSubscription } from "../src/usecases/ports.ts";
import { type DomainMove, prepareDomainMove } from "../src/usecases/prepare-domain-move.ts";
import { hash, type MailStand, mailStand, providerDomain } from "./support/stand.ts";

describe("C99: mailboxes whose domain goes under another subscription", function () {
  this.timeout(60_000);
  let stand: MailStand;

  before(async () => {
    stand = await mailStand();
  });
  after(() => stand.database.close());

  /** A domain of Ana's, which is to go to Bia. */
  function going() {
    const name = `loja${newId().slice(-8)}.com.br`;
    const from = stand.subscription({ mailDomains: [providerDomain, name] });
    const to = stand.subscription();
    const move: DomainMove = {
      domainId: newId(),
      name,
      domainVersion: 3n,
      fromSubscriptionId: from.id,
      toSubscriptionId: to.id,
      withContent: false,
      preparationId: newId(),
    };
    return { name, from, to, move };
  }

  const prepare = (move: DomainMove) =>
    prepareDomainMove({ ...stand.edits, failpoint: () => undefined }).prepare(move);

  function decided({ domainId, domainVersion, preparationId }: DomainMove, to: MailSubscription) {
    const { id: subscriptionId, customerId, businessUnitId } = to;
    const place = { subscriptionId, customerId, businessUnitId };
    const item = common.Item.fromPartial({ id: domainId, ...place, wanted: { state: "on" } });
    const fact = { version: domainVersion + 1n, item, preparationId, operationId: "" };
    const about = { clock: stand.clock, hash, died: () => undefined };
    return stand.transact((scope) => followDomain(scope, fact, about));
  }

  it("an address goes where its domain goes, and no other", async () => {
    const { name, from, to, move } = going();
    const stays = await stand.mailbox(from, `ana.${newId().slice(-8)}@${providerDomain}`);
    const goes = await stand.mailbox(from, `ana@${name}`);
    const kept = `loja.${newId().slice(-8)}@${providerDomain}`;
    await stand.alias(goes.id, `vendas@${name}`);
    await stand.alias(goes.id, kept);
    await stand.alias(stays.id, `contato@${name}`);
    const own = await stand.alias(stays.id, `a.${newId().slice(-8)}@${providerDomain}`);
    await prepare(move);
    await decided(move, to);
    expect((await stand.find(goes.id)).subscriptionId).to.equal(to.id);
    expect((await stand.find(stays.id)).subscriptionId).to.equal(from.id);
    expect(await stand.aliasesOf(goes.id)).to.deep.equal([`vendas@${name}`]);
    expect(await stand.aliasesOf(stays.id)).to.deep.equal([own]);
  });

  it("D19: nobody gets copies of the new owner's mail, or answers in his name", async () => {
    const { name, from, to, move } = going();
    const { id, copyTo } = await stand.mailbox(from, `ana@${name}`);
    expect(copyTo).to.equal("ana@fora.example");
    await prepare(move);
    await decided(move, to);
    const { customerId } = to;
    expect(await stand.find(id)).to.include({ customerId, copyTo: "", autoReply: "" });
  });

  it("keep copies and answers where the customer stays the same", async () => {
    const { name, from, move } = going();
    const { id, copyTo, autoReply } = await stand.mailbox(from, `ana@${name}`);
    const to = stand.subscription({ customerId: from.customerId });
    const own = { ...move, toSubscriptionId: to.id };
    await prepare(own);
    await decided(own, to);
    expect(await stand.find(id)).to.include({ subscriptionId: to.id, copyTo, autoReply });
  });

  it("sleep, or end, as was heard of their new subscription before", async () => {
    for (const service of ["suspended", "released"] as const) {
      const { name, from, to, move } = going();
      const { id } = await stand.mailbox(from, `ana@${name}`);
      await stand.transact(({ services }) => services.keep(to.id, service));
      await prepare(move);
      // The fact says what hosting knew then: that it is on.
      await decided(move, to);
      const { wanted, subscriptionId } = await stand.find(id);
      expect([subscriptionId, wanted.state]).to.deep.equal([to.id, service]);
    }
  });

  it("follow what was decided, whatever was made ready beside it", async () => {
    const { name, from, to, move } = going();
    const { id, storageId } = await stand.mailbox(from, `ana@${name}`);
    const { secrets } = await prepare(move);
    // A double click, or another operator who decides otherwise; hosting refuses it.
    await prepare({ ...move, preparationId: newId(), withContent: true });
    await decided(move, to);
    const moved = await stand.find(id);
    expect(moved.storageId, "empty, as was decided").to.not.equal(storageId);
    expect(moved.passwordHash).to.equal(await hash(secrets[0]!.password));
    const left = await stand.database.db.query("SELECT 1 FROM domain_moves WHERE domain_id = ?", [
      move.domainId,
    ]);
    expect(left, "what was not decided is forgotten").to.deep.equal([]);
  });

  it("wait for the fact of their own move, and hear no other", async () => {
    const { name, from, to, move } = going();
    const { id } = await stand.mailbox(from, `ana@${name}`);
    await prepare(move);
    await decided({ ...move, preparationId: newId() }, to);
    await decided({ ...move, domainVersion: move.domainVersion - 1n }, to);
    expect((await stand.find(id)).subscriptionId).to.equal(from.id);
    await decided(move, to);
    expect((await stand.find(id)).subscriptionId).to.equal(to.id);
  });
});
