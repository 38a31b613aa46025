import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { made } from "../story/newcomer.ts";
import { subjectsOf } from "./clients.ts";
import { type MailStand, openMailStand, secret } from "./stand.ts";

const within = { withinMs: 2_000, everyMs: 20 };

describe("a mailbox on real servers", function () {
  this.timeout(60_000);
  let stand: MailStand;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
  });

  const outcome = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "let in",
      (error: unknown) => JSON.stringify(error, ["message", "response", "responseText"]),
    );

  it("C72: takes mail and opens to its owner at once after it is saved", async () => {
    const owner = await stand.newcomer();
    const address = `nova@${owner.domain}`;
    await stand.mailbox(owner, "nova");
    const asked = performance.now();
    const session = await stand.clients.open(address, secret);
    expect(performance.now() - asked).to.be.below(2_000);
    await stand.clients.bring({ from: "bia@outside.example", to: address, subject: "Bem-vinda" });
    await eventually(async () => expect(await subjectsOf(session)).to.deep.equal(["Bem-vinda"]));
    await session.logout();
  });

  it("C41: comes with the login of a sale, and sends by STARTTLS and login", async () => {
    const [ana, bia] = [await stand.newcomer(), await stand.newcomer()];
    const account = { user: ana.address, pass: ana.password };
    const letter = { from: ana.address, to: bia.address, subject: "Oi, Bia" };
    expect(await stand.clients.send(account, letter)).to.match(/^250 /);
    const session = await stand.clients.open(bia.address, bia.password);
    await eventually(async () => expect(await subjectsOf(session)).to.deep.equal(["Oi, Bia"]));
    await session.logout();
  });

  it("S50: sends in nobody else's name, and takes mail for nobody elsewhere", async () => {
    const [ana, bia] = [await stand.newcomer(), await stand.newcomer()];
    const account = { user: ana.address, pass: ana.password };
    const forged = { from: bia.address, to: ana.address };
    expect(await outcome(stand.clients.send(account, forged))).to.contain("553 5.7.1");
    const relayed = { from: "x@outside.example", to: "y@elsewhere.example" };
    expect(await outcome(stand.clients.bring(relayed))).to.contain("Relay access denied");
  });

  it("C79: ends open sessions within two seconds of another password, and knows only that", async () => {
    const owner = await stand.newcomer();
    const { id } = await stand.mailbox(owner, "troca");
    const address = `troca@${owner.domain}`;
    const session = await stand.clients.open(address, secret);
    await session.mailboxOpen("INBOX");
    const { status } = await stand.api.put(`/mailboxes/${id}/password`, {
      password: "outra-senha",
    });
    expect(status).to.equal(200);
    await eventually(() => expect(session.usable).to.equal(false), within);
    expect(await outcome(stand.clients.open(address, secret))).to.contain("Authentication failed");
    await (await stand.clients.open(address, "outra-senha")).logout();
  });

  it("C51: a suspended one still receives; login and sending are refused with the reason", async () => {
    const owner = await stand.newcomer();
    const path = `/subscriptions/${owner.subscriptionId}`;
    const session = await stand.clients.open(owner.address, owner.password);
    await session.mailboxOpen("INBOX");
    await made(stand.api.post(`${path}/suspend`, {}));
    await eventually(() => expect(session.usable).to.equal(false), within);
    const login = () => outcome(stand.clients.open(owner.address, owner.password));
    expect(await login()).to.contain("Suspended: please call your provider.");
    const account = { user: owner.address, pass: owner.password };
    const letter = { from: owner.address, to: owner.address, subject: "eu" };
    const sent = await outcome(stand.clients.send(account, letter));
    expect(sent).to.contain("535 5.7.8").and.contain("Suspended: please call your provider.");
    const guessed = await outcome(stand.clients.send({ ...account, pass: "palpite" }, letter));
    expect(guessed, "to nobody else").to.contain("535 5.7.8").and.not.contain("Suspended");
    await stand.clients.bring({
      from: "bia@outside.example",
      to: owner.address,
      subject: "espera",
    });
    await made(stand.api.post(`${path}/resume`, {}));
    const again = await eventually(() => stand.clients.open(owner.address, owner.password), within);
    await eventually(async () => expect(await subjectsOf(again)).to.deep.equal(["espera"]));
    await again.logout();
  });

  it("S50: keeps the database to itself, whatever a mail program writes where an address belongs", async () => {
    const owner = await stand.newcomer();
    const hostile = [
      `x' OR '1'='1`,
      `${owner.address}' -- `,
      `" UNION SELECT password FROM served_logins -- `,
    ];
    for (const name of hostile) {
      expect(await outcome(stand.clients.open(name, secret)), name).to.contain("failed");
      const to = `"${name.replaceAll('"', "")}"@${owner.domain}`;
      expect(await outcome(stand.clients.bring({ from: "x@outside.example", to })), to).to.match(
        /55\d /,
      );
    }
    await (await stand.clients.open(owner.address, owner.password)).logout();
  });
});
