import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at, listAt } from "../story/api.ts";
import { made } from "../story/newcomer.ts";
import { subjectsOf } from "./clients.ts";
import { type MailCustomer, type MailStand, openMailStand, secret } from "./stand.ts";

describe("e-mail of a customer's own domain (C84)", function () {
  this.timeout(60_000);
  let stand: MailStand;
  let owner: MailCustomer;
  let other: MailCustomer;
  let domain: string;
  let domainId: string;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    const hosting = { diskMb: 100, domains: 1, databases: 0, ftpUsers: 0 };
    [owner, other] = [await stand.newcomer({ hosting }), await stand.newcomer({ hosting })];
    domain = `loja-${owner.username.slice(-8)}.com.br`;
    const created = stand.api.post(`/subscriptions/${owner.subscriptionId}/domains`, {
      name: domain,
    });
    ({ id: domainId } = await made(created));
    await eventually(async () => {
      const { body } = await stand.api.get(`/subscriptions/${owner.subscriptionId}`);
      expect(listAt(body, "items").map(({ name }) => name)).to.include(domain);
    });
  });

  const create = (of: MailCustomer, address: string) =>
    stand.api.post(`/subscriptions/${of.subscriptionId}/mailboxes`, { address, password: secret });

  it("C84: is delivered, opens by IMAP and is sent from, under a domain of its plan", async () => {
    const address = `contato@${domain}`;
    expect((await create(owner, address)).status).to.equal(201);
    await stand.clients.bring({ from: "bia@outside.example", to: address, subject: "Orçamento" });
    const session = await stand.clients.open(address, secret);
    await eventually(async () => expect(await subjectsOf(session)).to.deep.equal(["Orçamento"]));
    await session.logout();
    const letter = { from: address, to: owner.address, subject: "Resposta" };
    expect(await stand.clients.send({ user: address, pass: secret }, letter)).to.match(/^250 /);
    const nobody = stand.clients.bring({ from: "x@outside.example", to: `ninguem@${domain}` });
    const refused = await nobody.then(
      () => "taken",
      (error: unknown) => String(at(error, "response")),
    );
    expect(refused).to.match(/^55\d 5\.1\.1/);
  });

  it("S50, C84: is nobody else's to have", async () => {
    const { status, body } = await create(other, `contato2@${domain}`);
    expect([status, body["code"]]).to.deep.equal([400, "mail.address_elsewhere"]);
  });

  it("C95: D13: ends with its domain, at once and for the mailboxes under it alone", async () => {
    const address = `fim@${domain}`;
    expect((await create(owner, address)).status).to.equal(201);
    const session = await stand.clients.open(address, secret);
    const { status } = await stand.api.delete(`/domains/${domainId}`);
    expect(status).to.equal(204);
    await eventually(() => expect(session.usable).to.equal(false));
    const refused = await eventually(async () => {
      const brought = stand.clients.bring({ from: "x@outside.example", to: address });
      const said = await brought.then(
        () => "taken",
        (error: unknown) => String(at(error, "response")),
      );
      expect(said).to.not.equal("taken");
      return said;
    });
    expect(refused).to.match(/^5/);
    const line = await stand.clients.open(owner.address, owner.password);
    await line.logout();
  });
});
