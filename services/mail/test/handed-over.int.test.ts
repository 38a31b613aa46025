import { plans } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
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
  const move = (id: string, { id: subscriptionId }: MailSubscription) =>
    moveMailbox(stand.edits)(
      write("MoveMailbox"),
      { id, subscriptionId, withContent: true },
      "all",
    );
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
});
