import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { checklist } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";
import { operatorOf } from "../units/operator.ts";
import { type MailCustomer, type MailStand, openMailStand } from "./stand.ts";

const why = encodeURIComponent("Curiosidade de quem atende");

describe("a customer's letters, for an operator who may not read them (C82)", function () {
  this.timeout(60_000);
  let stand: MailStand;
  let owner: MailCustomer;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    owner = await stand.newcomer();
  });

  /** What stands in the trail of looks into this mailbox: who looked, and what he was answered. */
  const looks = async (id: string) => {
    const { body } = await stand.api.get(`/audit?path=/mailboxes/${id}&limit=200`);
    const found = listAt(body, "items").filter(({ method }) => method === "GET");
    return found.map(({ operatorId, status }) => ({ operatorId, status }));
  };

  it("are not listed, opened or released to him, and the trail shows that nothing was read", async () => {
    const { id } = await stand.mailbox(owner, "privada");
    const to = `privada@${owner.domain}`;
    await stand.clients.bring({ from: "bia@outside.example", to, subject: "Segredo" });
    const [letter] = await eventually(async () => {
      const { body } = await stand.api.get(`/mailboxes/${id}/messages?reason=${why}`);
      expect(listAt(body, "items")).to.have.length(1);
      return listAt(body, "items");
    });
    const before = await looks(id);
    expect(before.length, "a look that is allowed").to.be.at.least(1);
    const { url } = stand.status.gateway;
    const units = [owner.businessUnitId];
    const clerk = await operatorOf(checklist(stand.status), url, units, ["customers.read"]);
    expect((await clerk.text(`/mailboxes/${id}`)).status, "the mailbox itself").to.equal(200);
    for (const path of [
      `/mailboxes/${id}/messages`,
      `/mailboxes/${id}/messages/${String(letter?.["uid"])}`,
      `/mailboxes/${id}/held-letters`,
    ]) {
      const { status, text } = await clerk.text(`${path}?reason=${why}`);
      expect(status, path).to.equal(403);
      expect(text).to.include("mailboxes.read").and.not.include("Segredo");
    }
    const held = `/mailboxes/${id}/held-letters/${id}/release`;
    expect((await clerk.api.post(held, { reason: "Quero ver" })).status).to.equal(403);
    expect(await looks(id)).to.deep.equal(before);
  });
});
