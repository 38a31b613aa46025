import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { subjectsOf } from "./clients.ts";
import { type MailCustomer, type MailStand, openMailStand, secret } from "./stand.ts";

// In two parts, so that this file is no sample of it.
const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!$H+H*"].join(
  "",
);
const outside = "bia@outside.example";

describe("the hop for mailboxes with antivirus or antispam", function () {
  this.timeout(60_000);
  let stand: MailStand;
  let owner: MailCustomer;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    owner = await stand.newcomer();
  });

  const inbox = async (address: string, subjects: readonly string[]) => {
    const session = await stand.clients.open(address, secret);
    try {
      await eventually(async () => expect(await subjectsOf(session)).to.deep.equal(subjects));
    } finally {
      await session.logout();
    }
  };
  /** The newest letter of a mailbox as it came. */
  const newest = async (address: string, pass: string, subject: string) => {
    const session = await stand.clients.open(address, pass);
    try {
      await session.mailboxOpen("INBOX");
      return await eventually(async () => {
        await session.noop();
        const found = (await session.fetchAll("1:*", { envelope: true, source: true })).at(-1);
        expect(found?.envelope?.subject).to.contain(subject);
        return String(found?.source).replaceAll("=\r\n", "");
      });
    } finally {
      await session.logout();
    }
  };

  it("C77: stops a virus and tells the owner, and lets everything else through", async () => {
    await stand.mailbox(owner, "limpa", { antivirus: true });
    const to = { from: outside, to: `limpa@${owner.domain}` };
    await stand.clients.bring({ ...to, subject: "sem vírus" });
    const attachments = [{ filename: "nota.com", content: Buffer.from(eicar) }];
    await stand.clients.bring({ ...to, subject: "com vírus", attachments });
    const stopped = "Mensagem com virus retida / A message with a virus was stopped";
    await inbox(to.to, ["sem vírus", stopped]);
    const note = await newest(to.to, secret, "virus");
    expect(note).to.contain("Torre.Test.EICAR").and.contain(outside);
    expect(note).to.not.contain("EICAR-STANDARD");
  });

  it("C76: holds an unknown sender's letter until he confirms it, once and for good", async () => {
    await stand.mailbox(owner, "fechada", { antispam: true });
    const bia = await stand.newcomer();
    const account = { user: bia.address, pass: bia.password };
    const to = { from: bia.address, to: `fechada@${owner.domain}` };
    await stand.clients.send(account, { ...to, subject: "posso entrar?" });
    const question = await newest(bia.address, bia.password, "Confirme sua mensagem");
    await stand.clients.send(account, { ...to, subject: "e agora?" });
    await inbox(to.to, []);
    const link = /http:\/\/[\d.:]+\/confirm\/\S+/.exec(question)?.[0] ?? "";
    expect(link).to.contain("/confirm/");
    // What opens links for a mail program confirms nothing.
    expect((await fetch(link)).status).to.equal(200);
    await inbox(to.to, []);
    expect((await fetch(`${link}x`, { method: "POST" })).status).to.equal(410);
    expect((await fetch(link, { method: "POST" })).status).to.equal(200);
    await inbox(to.to, ["posso entrar?", "e agora?"]);
    await stand.clients.send(account, { ...to, subject: "conhecida" });
    await inbox(to.to, ["posso entrar?", "e agora?", "conhecida"]);
    await eventually(async () =>
      expect((await fetch(link, { method: "POST" })).status).to.equal(410),
    );
    const asked = await stand.clients.open(bia.address, bia.password);
    expect(await subjectsOf(asked)).to.have.length(1);
    await asked.logout();
  });

  it("C76: asks no forged sender, and lets lists and bounces through", async () => {
    await stand.mailbox(owner, "cautela", { antispam: true });
    const victim = await stand.newcomer();
    const to = `cautela@${owner.domain}`;
    await stand.clients.bring({ from: victim.address, to, subject: "forjada" });
    await stand.clients.bring({ from: outside, to, subject: "sem prova" });
    await stand.clients.bring({ from: "", to, subject: "devolvida" });
    await stand.clients.bring({
      from: outside,
      to,
      subject: "lista",
      headers: { "List-Id": "<l.x>" },
    });
    const held = await stand.clients.open(to, secret);
    await eventually(async () =>
      expect(await subjectsOf(held)).to.have.members(["devolvida", "lista"]),
    );
    await held.logout();
    const spared = await stand.clients.open(victim.address, victim.password);
    expect(await subjectsOf(spared)).to.deep.equal([]);
    await spared.logout();
  });

  it("makes mail wait in Postfix while the mail service is down, and loses none", async () => {
    await stand.mailbox(owner, "espera", { antivirus: true });
    const to = { from: outside, to: `espera@${owner.domain}` };
    stand.torre.holdService("mail");
    await eventually(() => expect(stand.torre.process("mail")?.condition).to.equal("held"));
    await stand.clients.bring({ ...to, subject: "no meio da noite" });
    await stand.clients.bring({ ...to, to: owner.address, subject: "direto" });
    const straight = await stand.clients.open(owner.address, owner.password);
    await eventually(async () => expect(await subjectsOf(straight)).to.include("direto"));
    await straight.logout();
    stand.torre.releaseService("mail");
    const session = await stand.clients.open(to.to, secret);
    await eventually(
      async () => expect(await subjectsOf(session)).to.deep.equal(["no meio da noite"]),
      { withinMs: 30_000 },
    );
    await session.logout();
  });
});
