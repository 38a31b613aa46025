import { generateKeyPairSync } from "node:crypto";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { listAt } from "../story/api.ts";
import { texts } from "./names.ts";
import { sentOutside } from "./outside.ts";
import { type MailCustomer, type MailStand, openMailStand } from "./stand.ts";

const why = encodeURIComponent("Conferir a prova");

describe("whom the hop takes for who he says he is (C76)", function () {
  this.timeout(60_000);
  let stand: MailStand;
  let owner: MailCustomer;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    owner = await stand.newcomer();
  });

  /** Senders of held letters, and whether each was asked: a letter is held before that. */
  const asked = (id: string, expected: Readonly<Record<string, boolean>>) =>
    eventually(
      async () => {
        const { body } = await stand.api.get(`/mailboxes/${id}/held-letters?reason=${why}`);
        const found = listAt(body, "items").map(({ sender, askedAt }) => [
          sender,
          askedAt !== null,
        ]);
        expect(Object.fromEntries(found)).to.deep.equal(expected);
      },
      { withinMs: 20_000, everyMs: 100 },
    );

  it("SPF: a server that the sender's domain names, and no other", async () => {
    texts.set("spf.example", "v=spf1 ip4:127.0.0.1 -all");
    texts.set("elsewhere.example", "v=spf1 ip4:203.0.113.7 -all");
    const { id } = await stand.mailbox(owner, "por-spf", { antispam: true });
    const to = `por-spf@${owner.domain}`;
    for (const from of ["ana@spf.example", "ana@elsewhere.example", "ana@nowhere.example"])
      await stand.clients.bring({ from, to, subject: "Olá" });
    await asked(id, {
      "ana@spf.example": true,
      "ana@elsewhere.example": false,
      "ana@nowhere.example": false,
    });
    const question = await eventually(
      () => {
        const found = sentOutside.filter(({ to: asked }) => asked === "ana@spf.example");
        expect(found).to.have.length(1);
        return found[0]?.raw ?? "";
      },
      { withinMs: 20_000 },
    );
    expect(question).to.contain("Auto-Submitted: auto-replied").and.contain("/confirm/");
    expect(sentOutside.map(({ to: asked }) => asked)).to.not.include("ana@elsewhere.example");
  });

  it("DKIM: a signature of the sender's own domain, of no other, and of nothing that was changed", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2_048,
      publicKeyEncoding: { type: "spki", format: "der" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    texts.set("s1._domainkey.dkim.example", `v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`);
    const dkim = { domainName: "dkim.example", keySelector: "s1", privateKey };
    const { id } = await stand.mailbox(owner, "por-dkim", { antispam: true });
    const to = `por-dkim@${owner.domain}`;
    await stand.clients.bring({ from: "ana@dkim.example", to, subject: "assinada", dkim });
    await stand.clients.bring({ from: "bia@other.example", to, subject: "de outro", dkim });
    const forged = generateKeyPairSync("rsa", {
      modulusLength: 2_048,
      publicKeyEncoding: { type: "spki", format: "der" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const wrong = { ...dkim, privateKey: forged.privateKey };
    await stand.clients.bring({ from: "eva@dkim.example", to, subject: "falsa", dkim: wrong });
    // A letter that its domain signed for one of its people, brought again as if another had sent it.
    const author = "eu@dkim.example";
    const replayed = { author, to, subject: "de novo", dkim };
    await stand.clients.bring({ from: "vitima@dkim.example", ...replayed });
    // Letters to one mailbox are looked at one after the other.
    await stand.clients.bring({ from: "ida@dkim.example", to, subject: "por fim", dkim });
    await asked(id, {
      "ana@dkim.example": true,
      "bia@other.example": false,
      "eva@dkim.example": false,
      "vitima@dkim.example": false,
      "ida@dkim.example": true,
    });
    const [question] = sentOutside.filter(({ to: asked }) => asked === "ana@dkim.example");
    // What cannot be delivered to him comes back to nobody.
    expect(question?.from).to.equal("");
  });
});
