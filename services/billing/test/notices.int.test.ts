import { addDays, newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { liquidNotices } from "../src/clients/liquid-notices.ts";
import { firstTemplate } from "../src/domain/notice-template.ts";
import { resendNotice } from "../src/usecases/resend-notice.ts";
import { writeNoticeTemplates } from "../src/usecases/write-notice-templates.ts";
import { type Debtors, named, openLadder, type Owing } from "./support/ladder.ts";

const clock = fakeClock("2026-06-30T18:00:00Z");
const noticedOn = "2026-07-13";

describe("letters to customers", function () {
  this.timeout(120_000);
  let debts: Debtors;
  before(async () => {
    debts = await openLadder(clock);
  });
  beforeEach(() => debts.smtp.refuseWith(null));
  after(() => debts.stop());

  const lettersOf = (owing: Owing) =>
    debts.smtp.letters.filter(({ to }) => to[0]?.startsWith(owing.customerId.slice(-12)));
  async function noticed(failpoint?: (name: string) => void): Promise<Owing> {
    const [owing] = await debts.owing();
    debts.day(noticedOn);
    await debts.look();
    await debts.approve(owing!.unit);
    await debts.look(failpoint).catch(() => undefined);
    return owing!;
  }

  it("say what the law asks of a notice, and are kept with the server's answer (Resolução Anatel 765/2023)", async () => {
    const owing = await noticed();
    const [letter] = lettersOf(owing);
    expect(letter?.from).to.equal("cobranca@provedor.example");
    expect(letter?.headers.get("auto-submitted")).to.equal("auto-generated");
    for (const said of [
      "Cliente 0",
      "R$ 90,00",
      "vencimento em 10/07/2026",
      "passados 15 dias deste aviso",
      "29/07/2026",
      "Passados 60 dias de suspensão",
      "órgãos de proteção ao crédito",
      "restabelecido em até 1 dia",
    ])
      expect(letter?.text, said).to.include(said);
    const [notice] = await debts.noticesOf(owing);
    expect(notice).to.include({ state: "sent", sentOn: noticedOn, recipient: letter?.to[0] });
    expect(notice?.messageId).to.equal(letter?.headers.get("message-id"));
    expect(notice?.serverAnswer).to.match(/^250 /);
    const facts = await debts.books.database.db.query<{ payload: string }[]>(
      "SELECT payload FROM outbox WHERE subject LIKE '%customer.notified' AND aggregate_id = ?",
      [owing.customerId],
    );
    expect(facts).to.have.length(1);
    expect(facts[0]?.payload).to.include('"kind":"default"').and.not.include("@");
  });

  it("run no term where the server refused them for good or the customer has no address", async () => {
    debts.smtp.refuseWith("550 no such user");
    const refused = await noticed();
    expect((await debts.noticesOf(refused))[0]).to.include({
      state: "failed",
      problem: "smtp 550",
    });
    debts.smtp.refuseWith(null);
    const [nowhere] = await debts.owing();
    debts.addresses.set(nowhere!.customerId, "");
    await debts.passTo(nowhere!.unit, "2026-08-30");
    const states = (await debts.noticesOf(nowhere!)).map(({ problem }) => problem);
    expect(new Set(states)).to.deep.equal(new Set(["no-address"]));
    expect(debts.plans.suspended.has(nowhere!.subscriptionId)).to.equal(false);
  });

  it("are tried again where the server cannot take them now, under the same message id", async () => {
    debts.smtp.refuseWith("451 try later");
    const owing = await noticed();
    const [first] = await debts.noticesOf(owing);
    expect(first).to.include({ state: "waiting", attempts: 1, problem: "smtp 451" });
    debts.smtp.refuseWith(null);
    await debts.look();
    expect(lettersOf(owing), "not before its time").to.have.length(0);
    clock.advance({ minutes: 2 });
    await debts.look();
    expect((await debts.noticesOf(owing))[0]).to.include({ state: "sent", attempts: 2 });
    expect(lettersOf(owing)[0]?.headers.get("message-id")).to.equal(first?.messageId);
  });

  it("are known for the same letter where the process dies after the server took it", async () => {
    const owing = await noticed((name) => {
      if (name === "billing.notice_taken") throw new Error("died");
    });
    expect((await debts.noticesOf(owing))[0]?.state).to.equal("waiting");
    await debts.look();
    const ids = lettersOf(owing).map(({ headers }) => headers.get("message-id"));
    expect(ids).to.have.length(2);
    expect(new Set(ids).size).to.equal(1);
    expect((await debts.noticesOf(owing))[0]?.state).to.equal("sent");
  });

  it("are sent again when somebody asks for it, once a request, with the first one's proof kept", async () => {
    const owing = await noticed();
    const [first] = await debts.noticesOf(owing);
    clock.advance({ minutes: 1 });
    const request = named("ResendNotice");
    const resend = () =>
      resendNotice(debts.transact, clock)(request, { id: first!.id, by: "Ana" }, "all");
    expect((await resend()).id).to.equal((await resend()).id);
    await debts.look();
    const all = await debts.noticesOf(owing);
    expect(all.map(({ state, resendOf }) => [state, resendOf])).to.deep.equal([
      ["sent", first!.id],
      ["sent", ""],
    ]);
  });

  it("are nobody's business in another unit", async () => {
    const owing = await noticed();
    const [{ id } = { id: "" }] = await debts.noticesOf(owing);
    const elsewhere = [newId()];
    const given = { id, by: "Ana" };
    const resend = resendNotice(debts.transact, clock)(named("ResendNotice"), given, elsewhere);
    const read = debts.transact(({ notices }) => notices.find(id, elsewhere));
    for (const attempt of [resend, read])
      expect(await debts.codeOf(attempt)).to.equal("billing.notice_not_found");
  });

  it("remind three days before, on and five days after a due date, once each, and not who has paid", async () => {
    const [slow, prompt] = await debts.owing({ isOn: false, reminds: true }, 2);
    await debts.passTo(slow!.unit, "2026-07-08");
    await debts.pay(prompt!);
    await debts.passTo(slow!.unit, "2026-07-25");
    const said = async (owing: Owing) =>
      (await debts.noticesOf(owing)).map(({ kind, sentOn }) => [kind, sentOn]).toReversed();
    expect(await said(slow!)).to.deep.equal([
      ["before", "2026-07-07"],
      ["due", "2026-07-10"],
      ["late", "2026-07-15"],
    ]);
    expect(await said(prompt!)).to.deep.equal([["before", "2026-07-07"]]);
  });

  it("are caught up only while they are true after days in which nothing ran (R14)", async () => {
    const [owing] = await debts.owing({ isOn: false, reminds: true });
    debts.day(addDays("2026-07-10", 7));
    await debts.look();
    expect((await debts.noticesOf(owing!)).map(({ kind }) => kind)).to.deep.equal(["late"]);
  });

  it("are in the unit's own words, which name nothing unknown and leave out nothing of the law's", async () => {
    const [owing] = await debts.owing();
    const { unit } = owing!;
    const templates = writeNoticeTemplates(debts.transact, clock, liquidNotices());
    const lawful = firstTemplate(unit, "default");
    const update = (more: object) =>
      templates.update(named("UpdateNoticeTemplate"), { ...lawful, ...more }, "Ana", "all");
    const wrong = "billing.template_wrong";
    expect(await debts.codeOf(update({ body: "Pague, {{ cliente.nome }}." }))).to.equal(wrong);
    expect(await debts.codeOf(update({ body: `${lawful.body}{{ cliente.senha }}` }))).to.equal(
      wrong,
    );
    expect(await debts.codeOf(update({ body: `${lawful.body}{% if %}` }))).to.equal(wrong);
    expect(await debts.codeOf(update({ body: `${lawful.body}{% include 'x' %}` }))).to.equal(wrong);
    await update({ subject: "Débito de {{ cliente.nome }}\r\nBcc: todos@example.com" });
    debts.day(noticedOn);
    await debts.look();
    await debts.approve(unit);
    await debts.look();
    const [letter] = lettersOf(owing!);
    expect((await debts.noticesOf(owing!))[0]?.subject).to.match(/^Débito de Cliente 0 Bcc/);
    expect(letter?.headers.has("bcc")).to.equal(false);
  });
});
