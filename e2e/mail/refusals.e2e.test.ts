import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at } from "../story/api.ts";
import { made } from "../story/newcomer.ts";
import { subjectsOf } from "./clients.ts";
import { type MailCustomer, type MailStand, openMailStand, secret } from "./stand.ts";

const run = promisify(execFile);
const sender = "bia@outside.example";
const full = /^552 5\.2\.2 .*The mailbox is full\./;
const within = { withinMs: 6_000, everyMs: 20 };

describe("what Postfix says before it takes a letter over", function () {
  this.timeout(60_000);
  let stand: MailStand;
  let owner: MailCustomer;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    owner = await stand.newcomer();
  });

  const told = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "taken",
      (error: unknown) => String(at(error, "response")),
    );
  const photo = [{ filename: "foto.bin", content: Buffer.alloc(600_000, 7) }];
  const letters = async (address: string, subjects: readonly string[]) => {
    const session = await stand.clients.open(address, secret);
    try {
      await eventually(async () => expect(await subjectsOf(session)).to.deep.equal(subjects));
    } finally {
      await session.logout();
    }
  };

  it("C83: a full mailbox is full at each of its addresses, and to customers", async () => {
    const { id } = await stand.mailbox(owner, "lotada", { quotaMb: 1 });
    const [address, alias] = [`lotada@${owner.domain}`, `repleta@${owner.domain}`];
    const added = await stand.api.post(`/mailboxes/${id}/aliases`, { address: alias });
    expect(added.status).to.equal(201);
    const letter = { from: sender, subject: "foto", attachments: photo };
    const bring = (to: string) => told(stand.clients.bring({ ...letter, to }));
    expect(await bring(alias), "there is room").to.equal("taken");
    await letters(address, ["foto"]);
    expect(await bring(address)).to.match(full);
    expect(await bring(alias), "at its further address").to.match(full);
    const account = { user: owner.address, pass: owner.password };
    const own = { from: owner.address, to: alias, subject: "minha", attachments: photo };
    expect(await told(stand.clients.send(account, own)), "to a customer of ours").to.match(full);
    await letters(address, ["foto"]);
  });

  it("C83: there is somebody to ask of the quota for every connection that Postfix takes", async () => {
    const { dir } = stand.torre.home;
    const said = async (program: string, ...words: string[]) =>
      Number((await run(program, words)).stdout.trim());
    const asking = ["smtpd", "submission"].length;
    const postfix = await said("postconf", "-c", `${dir}/postfix`, "-h", "default_process_limit");
    const config = `${dir}/dovecot/dovecot.conf`;
    const limit = "service/quota-status/process_limit";
    const dovecot = await said("doveconf", "-c", config, "-h", limit);
    expect(dovecot).to.be.at.least(asking * postfix);
  });

  it("C51: a suspended mailbox that takes nothing takes nothing of our customers either", async () => {
    const [writer, reader] = [await stand.newcomer(), await stand.newcomer()];
    const path = `/business-units/${reader.businessUnitId}/mail-policy`;
    const { etag } = await stand.api.get(path);
    const policy = { refusesSuspended: true, suspendedText: "Suspenso por enquanto." };
    expect((await stand.api.put(path, policy, etag ?? "")).status).to.equal(200);
    await made(stand.api.post(`/subscriptions/${reader.subscriptionId}/suspend`, {}));
    const account = { user: writer.address, pass: writer.password };
    const letter = { from: writer.address, to: reader.address, subject: "oi" };
    await eventually(
      async () =>
        expect(await told(stand.clients.send(account, letter))).to.match(
          /^554 5\.2\.1 .*Suspenso por enquanto\./,
        ),
      within,
    );
  });

  it("C73: D22: one that is kept back is unknown to the servers, and opens once it is not", async () => {
    const { id } = await stand.mailbox(owner, "guardada", { saveOnServer: false });
    const address = `guardada@${owner.domain}`;
    const bring = () => told(stand.clients.bring({ from: sender, to: address, subject: "oi" }));
    expect(await bring()).to.match(/^55\d 5\.1\.1/);
    const closed = stand.clients.open(address, secret).then(
      () => "let in",
      () => "refused",
    );
    expect(await closed).to.equal("refused");
    const { body, etag } = await stand.api.get(`/mailboxes/${id}`);
    expect([at(body, "real", "state"), at(body, "real", "reason")]).to.deep.equal([
      "pending",
      "held",
    ]);
    const saved = await stand.api.patch(`/mailboxes/${id}`, { saveOnServer: true }, etag ?? "");
    expect(saved.status).to.equal(200);
    expect(await bring()).to.equal("taken");
    await letters(address, ["oi"]);
  });

  it("C75: an answer goes out in the name of the address that was written to, and is said as it is written", async () => {
    const autoReply = "Custa ${1} ou ${to}, $5.";
    const { id } = await stand.mailbox(owner, "ferias", { autoReply });
    const alias = `vendas@${owner.domain}`;
    expect((await stand.api.post(`/mailboxes/${id}/aliases`, { address: alias })).status).to.equal(
      201,
    );
    await stand.mailbox(owner, "pergunta");
    const from = `pergunta@${owner.domain}`;
    await stand.clients.bring({ from, to: alias, subject: "Preço?" });
    const session = await stand.clients.open(from, secret);
    await session.mailboxOpen("INBOX");
    const [reply] = await eventually(async () => {
      await session.noop();
      const found = await session.fetchAll("1:*", { envelope: true, source: true });
      expect(found).to.have.length(1);
      return found;
    });
    await session.logout();
    expect(reply?.envelope?.from?.[0]?.address).to.equal(alias);
    expect(String(reply?.source)).to.contain(autoReply);
  });

  it("C72: curl logs in by STARTTLS and reads the letter, and with another password does not", async () => {
    await stand.mailbox(owner, "terminal");
    const address = `terminal@${owner.domain}`;
    await stand.clients.bring({ from: sender, to: address, subject: "Pelo curl" });
    const { host, port } = stand.status.servers["imap"] ?? { host: "", port: 0 };
    const curl = async (password: string) => {
      const url = `imap://${host}:${port}/INBOX;MAILINDEX=1`;
      const args = ["--silent", "--insecure", "--ssl-reqd", "--max-time", "20", url];
      // Neither password nor address belongs into the arguments that everybody sees.
      const asked = run("curl", [...args, "--config", "-"]);
      asked.child.stdin?.end(`user = "${address}:${password}"\n`);
      return asked.then(
        ({ stdout }) => stdout,
        (error: unknown) => `curl says ${String(at(error, "code"))}`,
      );
    };
    await eventually(async () => expect(await curl(secret)).to.contain("Subject: Pelo curl"));
    const [loginDenied] = ["curl says 67"];
    expect(await curl("palpite")).to.equal(loginDenied);
  });
});
