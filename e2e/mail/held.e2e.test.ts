import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { listAt } from "../story/api.ts";
import { subjectsOf } from "./clients.ts";
import { texts } from "./names.ts";
import { type MailCustomer, type MailStand, openMailStand, secret } from "./stand.ts";

const reason = "Cliente espera um boleto";
const why = encodeURIComponent(reason);

describe("letters that antispam holds, for an operator (C76)", function () {
  this.timeout(60_000);
  let stand: MailStand;
  let owner: MailCustomer;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    owner = await stand.newcomer();
  });

  const held = async (id: string) => {
    const { body } = await stand.api.get(`/mailboxes/${id}/held-letters?reason=${why}`);
    return listAt(body, "items");
  };

  it("are listed to whom says why, released one by one or destroyed, and stand in the trail", async () => {
    const { id } = await stand.mailbox(owner, "guarda", { antispam: true });
    const to = { from: "banco@outside.example", to: `guarda@${owner.domain}` };
    for (const subject of ["Seu boleto não chegou", "Prêmio", "Terceira"])
      await stand.clients.bring({ ...to, subject });
    await eventually(async () => expect(await held(id)).to.have.length(3));
    const found = await held(id);
    expect(found[0]).to.have.all.keys("id", "sender", "subject", "heldAt", "askedAt");
    expect(found.map(({ subject }) => subject)).to.have.members([
      "Seu boleto não chegou",
      "Prêmio",
      "Terceira",
    ]);
    const path = (subject: string, act: string) => {
      const letter = found.find((one) => one["subject"] === subject);
      return `/mailboxes/${id}/held-letters/${String(letter?.["id"])}/${act}`;
    };
    expect((await stand.api.get(`/mailboxes/${id}/held-letters`)).status).to.equal(400);
    const silent = await stand.api.post(path("Prêmio", "release"), { reason: " " });
    expect(silent.status).to.equal(400);
    const released = await stand.api.post(path("Seu boleto não chegou", "release"), { reason });
    expect(released.status).to.equal(204);
    for (const _ of ["first", "again, where the answer was lost"]) {
      const discarded = await stand.keyed(`fora-${id}`, path("Prêmio", "discard"), { reason });
      expect(discarded.status).to.equal(204);
    }
    const again = await stand.api.post(path("Prêmio", "release"), { reason });
    expect(again.status).to.equal(404);
    const session = await stand.clients.open(to.to, secret);
    await eventually(
      async () => expect(await subjectsOf(session)).to.deep.equal(["Seu boleto não chegou"]),
      { withinMs: 20_000 },
    );
    await session.logout();
    expect((await held(id)).map(({ subject }) => subject)).to.deep.equal(["Terceira"]);
    await stand.clients.bring({ ...to, subject: "Quarta" });
    await eventually(async () => expect(await held(id), "stays unknown").to.have.length(2));
    const { body: trail } = await stand.api.get("/audit?limit=50");
    const acts = listAt(trail, "items").map((entry) => JSON.stringify(entry));
    for (const act of ["release", "discard"])
      expect(acts.some((entry) => entry.includes(`/${act}`) && entry.includes(reason))).to.equal(
        true,
      );
    expect(acts.join("\n")).to.not.contain("boleto não chegou");
  });

  it("are no more than the mailbox has room for: the oldest that nobody was asked to confirm make way", async () => {
    texts.set("prova.example", "v=spf1 ip4:127.0.0.1 -all");
    const { id } = await stand.mailbox(owner, "inundada", { antispam: true, quotaMb: 1 });
    const to = `inundada@${owner.domain}`;
    const attachments = [{ filename: "lixo.bin", content: Buffer.alloc(300_000, 7) }];
    const senders = ["ana@prova.example", "x1@outside.example", "x2@outside.example"];
    for (const from of senders)
      await stand.clients.bring({ from, to, subject: "enchente", attachments });
    await eventually(
      async () => {
        const left = (await held(id)).map(({ sender, askedAt }) => [sender, askedAt !== null]);
        expect(left).to.deep.equal([
          ["x2@outside.example", false],
          ["ana@prova.example", true],
        ]);
      },
      { withinMs: 20_000 },
    );
  });

  it("are found under no other mailbox", async () => {
    const { id } = await stand.mailbox(owner, "minha", { antispam: true });
    const { id: foreign } = await stand.mailbox(owner, "alheia", { antispam: true });
    const to = { from: "banco@outside.example", to: `minha@${owner.domain}` };
    await stand.clients.bring({ ...to, subject: "só minha" });
    const [letter] = await eventually(async () => {
      const letters = await held(id);
      expect(letters).to.have.length(1);
      return letters;
    });
    const path = `/mailboxes/${foreign}/held-letters/${String(letter?.["id"])}/release`;
    expect((await stand.api.post(path, { reason })).status).to.equal(404);
    expect(await held(id)).to.have.length(1);
  });
});
