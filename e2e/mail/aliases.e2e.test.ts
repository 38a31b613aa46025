import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at, listAt } from "../story/api.ts";
import { subjectsOf } from "./clients.ts";
import { type MailCustomer, type MailStand, openMailStand, secret } from "./stand.ts";

const sender = "bia@outside.example";

describe("further addresses of a mailbox", function () {
  this.timeout(60_000);
  let stand: MailStand;
  let owner: MailCustomer;
  let other: MailCustomer;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    [owner, other] = [await stand.newcomer(), await stand.newcomer()];
  });

  const add = (id: string, address: string) =>
    stand.api.post(`/mailboxes/${id}/aliases`, { address });
  const bring = (to: string, subject: string) =>
    stand.clients.bring({ from: sender, to, subject }).then(
      () => "taken",
      (error: unknown) => String(at(error, "response")),
    );
  const aliases = async (id: string) =>
    listAt((await stand.api.get(`/mailboxes/${id}/aliases`)).body, "items").map(
      ({ address }) => address,
    );

  it("bring their mail to it, may stand as its sender, and are refused once they are gone", async () => {
    const { id } = await stand.mailbox(owner, "loja");
    const [contact, sales] = [`contato@${owner.domain}`, `compras@${owner.domain}`];
    expect((await add(id, contact.toUpperCase())).body).to.deep.equal({ address: contact });
    expect((await add(id, sales)).status).to.equal(201);
    expect(await aliases(id)).to.deep.equal([sales, contact]);
    expect(await bring(contact, "por contato")).to.equal("taken");
    expect(await bring(sales, "por compras")).to.equal("taken");
    const session = await stand.clients.open(`loja@${owner.domain}`, secret);
    await eventually(async () =>
      expect(await subjectsOf(session)).to.have.members(["por contato", "por compras"]),
    );
    await session.logout();
    const account = { user: `loja@${owner.domain}`, pass: secret };
    const letter = { from: contact, to: owner.address, subject: "em nome de" };
    expect(await stand.clients.send(account, letter)).to.match(/^250 /);
    const forged = { ...letter, from: owner.address };
    const refused = await stand.clients.send(account, forged).catch((error: unknown) => error);
    expect(String(refused)).to.contain("553 5.7.1");
    const gone = await stand.api.delete(`/mailboxes/${id}/aliases/${sales}`);
    expect(gone.status).to.equal(204);
    expect(await bring(sales, "tarde demais")).to.match(/^55\d 5\.1\.1/);
    expect(await aliases(id)).to.deep.equal([contact]);
  });

  it("S50: lie under no other customer's domain, and belong to one mailbox alone", async () => {
    const { id } = await stand.mailbox(owner, "unica");
    const own = `apelido@${owner.domain}`;
    expect((await add(id, own)).status).to.equal(201);
    for (const address of [`x@${other.domain}`, "x@outside.example"]) {
      const { status, body } = await add(id, address);
      expect([status, body["code"]], address).to.deep.equal([400, "mail.address_elsewhere"]);
    }
    for (const address of ["|/bin/sh", `"a b"@${owner.domain}`, `x'--@${owner.domain}`, "root"])
      expect((await add(id, address)).status, address).to.equal(400);
    for (const address of [own, owner.address, `unica@${owner.domain}`]) {
      const { status, body } = await add(id, address);
      expect([status, body["code"]], address).to.deep.equal([409, "mail.address_taken"]);
    }
    const taken = await stand.api.post(`/subscriptions/${owner.subscriptionId}/mailboxes`, {
      address: own,
      password: secret,
    });
    expect([taken.status, taken.body["code"]]).to.deep.equal([409, "mail.address_taken"]);
  });
});
