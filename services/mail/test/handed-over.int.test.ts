import { plans } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { confirmSender, deliverReleased } from "../src/usecases/confirm-sender.ts";
import { deleteMailbox } from "../src/usecases/delete-mailbox.ts";
import { destroyStorages } from "../src/usecases/destroy-storages.ts";
import type { Deliver } from "../src/usecases/hop-ports.ts";
import { moveMailbox } from "../src/usecases/move-mailbox.ts";
import { moveMailboxes } from "../src/usecases/move-mailboxes.ts";
import type { MailSubscription } from "../src/usecases/ports.ts";
import { hash, type MailStand, mailStand, providerDomain, write } from "./support/stand.ts";

const nothing = { copyTo: "", autoReply: "" };
const chosen = { copyTo: "ana@fora.example", autoReply: "Volto já" };

describe("mailboxes that get another owner", function () {
  this.timeout(60_000);
  let stand: MailStand;

  before(async () => {
    stand = await mailStand();
  });
  after(() => stand.database.close());

  const address = () => `m${newId().slice(-8)}@${providerDomain}`;
  const move = (id: string, { id: subscriptionId }: MailSubscription, withContent = true) =>
    moveMailbox(stand.edits)(write("MoveMailbox"), { id, subscriptionId, withContent }, "all");
  const follow = (from: MailSubscription, operationKind: string, to: MailSubscription) =>
    stand.transact(async (scope) => {
      const { id, customerId, businessUnitId } = to;
      const successor = plans.Subscription.fromPartial({ id, customerId, businessUnitId });
      const choices = { mailboxes: "with-content" };
      const decision = { operationId: newId(), operationKind, choices };
      const held = await scope.mailboxes.lockOfSubscription(from.id);
      const tools = { hash, now: stand.clock.now() };
      await moveMailboxes(scope, held, { decision, successor, service: "on" }, tools);
    });

  it("C80: copy nothing to the former one, and answer nothing of his", async () => {
    const from = stand.subscription();
    await stand.mailbox(from, address());
    const { id } = await stand.mailbox(from, address());
    const own = stand.subscription({ customerId: from.customerId });
    await move(id, own);
    expect(await stand.find(id), "the same customer").to.include(chosen);
    await move(id, stand.subscription());
    expect(await stand.find(id)).to.include(nothing);
  });

  it("C49: D19: copy and answer nothing of his after a transfer, unlike after a change of plan", async () => {
    const from = stand.subscription();
    const { id } = await stand.mailbox(from, address());
    const next = stand.subscription({ customerId: from.customerId });
    await follow(from, "change-plan", next);
    expect(await stand.find(id)).to.include(chosen);
    await follow(next, "transfer", stand.subscription());
    expect(await stand.find(id)).to.include(nothing);
  });

  describe("a letter that its sender confirmed, and that waits for room there (C76)", () => {
    /** One that found the mailbox full. */
    async function waiting() {
      const from = stand.subscription();
      await stand.mailbox(from, address());
      const mailbox = await stand.mailbox(from, address());
      const letter = {
        id: newId(),
        mailboxId: mailbox.id,
        storageId: mailbox.storageId,
        businessUnitId: from.businessUnitId,
        recipient: mailbox.address,
        sender: "bia@outside.example",
        subject: "Pedido",
        arrival: newId(),
        heldAt: stand.clock.now(),
        askedAt: stand.clock.now(),
      };
      await stand.transact(({ held }) => held.add(letter, Buffer.from(raw)));
      await confirmSender(stand.transact, stand.clock)(letter.id);
      const full = () => Promise.reject(new Error("552 The mailbox is full."));
      const told = await delivering(full).catch(String);
      expect(told).to.include("552");
      stand.clock.advance({ minutes: 10 });
      return { letter, mailbox };
    }

    const raw = "Subject: Pedido\r\n\r\nOi";
    const delivering = (deliver: Deliver) =>
      deliverReleased(stand.transact, stand.transact, deliver, stand.clock)();
    async function delivered(): Promise<readonly string[]> {
      const found: string[] = [];
      await delivering(({ recipient }) => {
        found.push(recipient);
        return Promise.resolve("250 2.0.0 taken");
      });
      return found;
    }
    const kept = (id: string) => stand.transact(async ({ held }) => String(await held.raw(id)));

    it("goes along with the mail that lies there", async () => {
      const { mailbox } = await waiting();
      await move(mailbox.id, stand.subscription());
      expect(await delivered()).to.deep.equal([mailbox.address]);
    });

    it("D19: is sealed with the mail that does not, and destroyed with it", async () => {
      const { letter, mailbox } = await waiting();
      await move(mailbox.id, stand.subscription(), false);
      expect(await delivered(), "shown to the next owner").to.deep.equal([]);
      expect(await kept(letter.id)).to.equal(raw);
      stand.clock.advance({ days: 29 });
      await delivered();
      await stand.transact(({ held }) => held.forgetBefore(stand.clock.now()));
      expect(await kept(letter.id), "as long as the mail").to.equal(raw);
      stand.clock.advance({ days: 1 });
      const server = { destroy: () => Promise.resolve() };
      await destroyStorages(stand.transact, stand.transact, server, stand.clock)();
      expect(await kept(letter.id)).to.equal("");
      expect(await stand.transact(({ held }) => held.find(letter.id))).to.equal(null);
    });

    it("D13: is kept with the mail of a mailbox that was given up", async () => {
      const { letter, mailbox } = await waiting();
      const target = { id: mailbox.id, expectedVersion: 0n };
      await deleteMailbox(stand.transact, stand.clock)(write("DeleteMailbox"), target, "all");
      expect(await delivered()).to.deep.equal([]);
      expect(await kept(letter.id)).to.equal(raw);
    });
  });
});
