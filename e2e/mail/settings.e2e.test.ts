import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at, listAt } from "../story/api.ts";
import { made } from "../story/newcomer.ts";
import { subjectsOf } from "./clients.ts";
import { type MailCustomer, type MailStand, openMailStand, secret } from "./stand.ts";

const sender = "bia@outside.example";

describe("what a mailbox does with its mail", function () {
  this.timeout(60_000);
  let stand: MailStand;
  let owner: MailCustomer;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    owner = await stand.newcomer();
  });

  const inbox = async (address: string, subjects: readonly string[], pass = secret) => {
    const session = await stand.clients.open(address, pass);
    try {
      await eventually(async () => expect(await subjectsOf(session)).to.deep.equal(subjects));
    } finally {
      await session.logout();
    }
  };
  const edit = async (id: string, change: object) => {
    const { etag } = await stand.api.get(`/mailboxes/${id}`);
    return stand.api.patch(`/mailboxes/${id}`, change, etag ?? "");
  };

  it("C74, C78: keeps the letter and copies it to the address that was chosen", async () => {
    const { id } = await stand.mailbox(owner, "copia");
    await stand.mailbox(owner, "arquivo");
    const copyTo = `arquivo@${owner.domain}`;
    const answer = await edit(id, { copyTo });
    expect([answer.status, answer.body["copyTo"]]).to.deep.equal([200, copyTo]);
    await stand.clients.bring({ from: sender, to: `copia@${owner.domain}`, subject: "Duas vezes" });
    await inbox(`copia@${owner.domain}`, ["Duas vezes"]);
    await inbox(copyTo, ["Duas vezes"]);
  });

  it("C75: answers a sender once a day, and neither lists nor bounces", async () => {
    await stand.mailbox(owner, "colega");
    const away = `ausente@${owner.domain}`;
    const text = 'Estou viajando.\n"; redirect "ladrao@outside.example"; stop;\n.\nAté logo!';
    await stand.mailbox(owner, "ausente", { autoReply: text });
    const colleague = `colega@${owner.domain}`;
    const to = { from: colleague, to: away };
    await stand.clients.bring({ ...to, subject: "lista", headers: { "List-Id": "<x.example>" } });
    await stand.clients.bring({ ...to, subject: "volume", headers: { Precedence: "bulk" } });
    await stand.clients.bring({ from: "", to: away, subject: "devolvida" });
    await stand.clients.bring({ ...to, subject: "Primeira" });
    await stand.clients.bring({ ...to, subject: "Segunda" });
    await inbox(away, ["lista", "volume", "devolvida", "Primeira", "Segunda"]);
    const session = await stand.clients.open(colleague, secret);
    await session.mailboxOpen("INBOX");
    const replies = await eventually(async () => {
      await session.noop();
      const found = await session.fetchAll("1:*", { source: true });
      expect(found).to.have.length(1);
      return found;
    });
    const letter = String(replies[0]?.source);
    expect(letter).to.match(/^Subject: .*Primeira/m);
    expect(letter).to.contain('redirect "ladrao@outside.example"').and.contain("viajando");
    await session.logout();
  });

  it("S50: copies to no other customer's domain, and to nothing that is not an address", async () => {
    const other = await stand.newcomer();
    const { id } = await stand.mailbox(owner, "presa");
    const bad = [
      `x@${other.domain}`,
      "|/bin/sh",
      ":include:/etc/passwd",
      "/dev/null",
      "root",
      `"a@b"@${owner.domain}`,
      `presa@${owner.domain}`,
      'x@example.com"; discard; #',
    ];
    for (const copyTo of bad) {
      const { status, body } = await edit(id, { copyTo });
      expect([status, at(body, "errors", 0, "pointer")], copyTo).to.deep.equal([400, "/copyTo"]);
    }
  });

  it("S51: refuses an answer that is no text, or no letter any more", async () => {
    const { id } = await stand.mailbox(owner, "texto");
    for (const autoReply of ["a\u0000b", "a\u001bb", "x".repeat(2_001)])
      expect((await edit(id, { autoReply })).status).to.equal(400);
    expect((await edit(id, { autoReply: "x".repeat(1_000_000) })).status).to.equal(413);
  });

  it("C83: refuses mail beyond the quota, shows the real use, and takes mail again with a larger one", async () => {
    const { id } = await stand.mailbox(owner, "cheia", { quotaMb: 1 });
    const to = { from: sender, to: `cheia@${owner.domain}` };
    const attachments = [{ filename: "foto.bin", content: Buffer.alloc(600_000, 7) }];
    await stand.clients.bring({ ...to, subject: "cabe", attachments });
    await inbox(to.to, ["cabe"]);
    const { body } = await stand.api.get(`/mailboxes/${id}`);
    expect(at(body, "usage", "messages")).to.equal(1);
    expect(Number(at(body, "usage", "usedBytes"))).to.be.within(600_000, 1_000_000);
    const over = stand.clients.bring({ ...to, subject: "não cabe", attachments });
    const refusal = await over.then(
      () => "taken",
      (error: unknown) => String(at(error, "response")),
    );
    expect(refusal).to.contain("552 5.2.2").and.contain("The mailbox is full.");
    const larger = await stand.api.put(`/mailboxes/${id}/quota`, { quotaMb: 40 });
    expect([larger.status, larger.body["quotaMb"]]).to.deep.equal([200, 40]);
    await stand.clients.bring({ ...to, subject: "agora cabe", attachments });
    await inbox(to.to, ["cabe", "agora cabe"]);
    expect((await stand.api.put(`/mailboxes/${id}/quota`, { quotaMb: 900_000 })).status).to.equal(
      400,
    );
  });

  it("takes attachments of 25 MB, and names the limit to 50 MB", async () => {
    await stand.mailbox(owner, "grande");
    const to = { from: sender, to: `grande@${owner.domain}` };
    const of = (bytes: number) => [{ filename: "filme.bin", content: Buffer.alloc(bytes, 7) }];
    await stand.clients.bring({ ...to, subject: "25 MB", attachments: of(25_000_000) });
    await inbox(to.to, ["25 MB"]);
    const answer = await stand.clients.bring({ ...to, size: 0, attachments: of(50_000_000) }).then(
      () => "taken",
      (error: unknown) => String(at(error, "response")),
    );
    expect(answer).to.contain("552 5.3.4").and.contain("35 MB");
  });

  it("C81, C82: a test message comes and shows in the mailbox view, to whom may and says why", async () => {
    const { id } = await stand.mailbox(owner, "prova");
    const sent = await stand.api.post(`/mailboxes/${id}/test-message`);
    expect([sent.status, sent.body["answer"]]).to.satisfy(
      ([status, answer]: [number, string]) => status === 200 && answer.startsWith("250 "),
    );
    await stand.clients.bring({
      from: sender,
      to: `prova@${owner.domain}`,
      subject: "Promoção",
      text: "Olá",
      html: '<p>Olá</p><img src="https://spy.example/p.gif"><script>alert(1)</script>',
    });
    expect((await stand.api.get(`/mailboxes/${id}/messages`)).status).to.equal(400);
    const why = encodeURIComponent("Cliente diz que não recebe");
    const items = await eventually(async () => {
      const { body } = await stand.api.get(`/mailboxes/${id}/messages?reason=${why}`);
      expect(listAt(body, "items")).to.have.length(2);
      return listAt(body, "items");
    });
    expect(items.map(({ subject }) => subject)).to.deep.equal([
      "Promoção",
      "Mensagem de teste / Test message",
    ]);
    expect(items[0]).to.include({ from: `<${sender}>` });
    const opened = await stand.api.get(
      `/mailboxes/${id}/messages/${String(items[0]?.["uid"])}?reason=${why}`,
    );
    expect(opened.body).to.include({ text: "Olá", html: "<p>Olá</p>" });
    const session = await stand.clients.open(`prova@${owner.domain}`, secret);
    await session.mailboxOpen("INBOX");
    expect(await session.search({ seen: false })).to.have.length(2);
    await session.logout();
    const { body: trail } = await stand.api.get("/audit?limit=50");
    const acts = listAt(trail, "items").map((entry) => JSON.stringify(entry));
    expect(acts.some((entry) => entry.includes(id) && entry.includes("não recebe"))).to.equal(true);
  });

  it("C81: a test message that is asked for again is the one that was sent", async () => {
    const { id } = await stand.mailbox(owner, "repetida");
    const address = `repetida@${owner.domain}`;
    const ask = () => stand.keyed(`prova-${id}`, `/mailboxes/${id}/test-message`, {});
    const sent = await ask();
    const again = await ask();
    expect([again.status, again.body]).to.deep.equal([200, sent.body]);
    // As it is handed in anew after a death between the server's answer and the commit.
    const messageId = "<test-message.0123@provedor.example>";
    for (const subject of ["nova", "nova"])
      await stand.clients.bring({
        from: sender,
        to: address,
        subject,
        headers: { "Message-ID": messageId },
      });
    await stand.clients.bring({ from: sender, to: address, subject: "depois" });
    await inbox(address, ["Mensagem de teste / Test message", "nova", "depois"]);
  });

  it("C80, D13: moved to another customer it goes empty, and a new owner never sees the old mail", async () => {
    const { id } = await stand.mailbox(owner, "muda", { additional: true });
    const address = `muda@${owner.domain}`;
    await stand.clients.bring({ from: sender, to: address, subject: "segredo" });
    await inbox(address, ["segredo"]);
    const { body: plan } = await stand.api.get(`/subscriptions/${owner.subscriptionId}`);
    const { body: unit } = await stand.api.get(`/business-units/${owner.businessUnitId}`);
    const customer = await made(
      stand.api.post("/customers", {
        name: "Outra Pessoa",
        personType: "company",
        document: "11222333000181",
        city: unit["city"],
        address: "Rua B, 2",
      }),
    );
    const target = await made(
      stand.api.post("/subscriptions", {
        customerId: customer.id,
        planId: plan["planId"],
        startOn: "2026-06-01",
        status: "enabled",
        access: { username: `z${id.slice(-8)}`, password: secret },
      }),
    );
    const session = await stand.clients.open(address, secret);
    await session.mailboxOpen("INBOX");
    const moved = await stand.api.post(`/mailboxes/${id}/move`, { subscriptionId: target.id });
    expect(moved.status, JSON.stringify(moved.body)).to.equal(200);
    await eventually(() => expect(session.usable).to.equal(false), { withinMs: 2_000 });
    await inbox(address, [], String(moved.body["password"]));
    const main = await stand.api.post(`/mailboxes/${owner.mainId}/move`, {
      subscriptionId: target.id,
    });
    expect(main.status).to.equal(409);
    expect((await stand.api.delete(`/mailboxes/${id}`)).status).to.equal(204);
    const again = await stand.api.post(`/subscriptions/${owner.subscriptionId}/mailboxes`, {
      address,
      password: secret,
    });
    expect([again.status, again.body["code"]]).to.deep.equal([409, "mail.address_taken"]);
    const refused = await stand.clients.bring({ from: sender, to: address }).then(
      () => "taken",
      (error: unknown) => String(at(error, "response")),
    );
    expect(refused).to.match(/^55\d 5\.1\.1/);
  });
});
