import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { describe, it } from "mocha";
import { SMTPServer } from "smtp-server";
import { smtpSender } from "../src/clients/smtp.ts";
import { sendTestMessage } from "../src/usecases/send-test-message.ts";
import { type MailStand, mailStand, write } from "./support/stand.ts";

describe("C81: a test message that is asked for again", function () {
  this.timeout(60_000);
  let stand: MailStand;
  let postfix: SMTPServer;
  let send: ReturnType<typeof smtpSender>;
  const taken: string[] = [];
  /** What the server does before it answers for a letter. */
  let meanwhile: () => Promise<unknown> = () => Promise.resolve();

  before(async () => {
    stand = await mailStand();
    postfix = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      logger: false,
      async onData(stream, _session, answer) {
        taken.push(await text(stream));
        const number = taken.length;
        await meanwhile();
        answer(null, `2.0.0 Ok: queued as ${number}`);
      },
    });
    await new Promise<void>((listening) => postfix.listen(0, "127.0.0.1", () => listening()));
    send = smtpSender(`127.0.0.1:${(postfix.server.address() as AddressInfo).port}`);
  });
  after(async () => {
    await new Promise<void>((closed) => postfix.close(() => closed()));
    await stand.database.close();
  });

  let made = 0;
  const mailbox = () => {
    made += 1;
    return stand.mailbox(stand.subscription(), `prova${made}@provedor.com.br`);
  };
  const idOf = (letter: string | undefined) => /^Message-ID:\s*(\S+)/im.exec(letter ?? "")?.[1];

  it("is the same letter to the same key, with the answer of the first time, and another to another", async () => {
    const { id } = await mailbox();
    const ask = sendTestMessage(stand.transact, send, stand.clock);
    const request = write("SendTestMessage");
    const before = taken.length;
    const answer = await ask(request, id, "all");
    stand.clock.advance({ minutes: 1 });
    expect(await ask(request, id, "all")).to.equal(answer);
    expect(taken).to.have.length(before + 1);
    expect(await ask(write("SendTestMessage"), id, "all")).to.not.equal(answer);
    expect(taken).to.have.length(before + 2);
    expect(idOf(taken.at(-1))).to.not.equal(idOf(taken.at(-2)));
  });

  it("is sent once to two who ask at the same time", async () => {
    const { id } = await mailbox();
    const ask = sendTestMessage(stand.transact, send, stand.clock);
    const request = write("SendTestMessage");
    const before = taken.length;
    let second: Promise<string> = Promise.resolve("");
    meanwhile = async () => {
      meanwhile = () => Promise.resolve();
      second = ask(request, id, "all");
    };
    const first = await ask(request, id, "all");
    expect(await second).to.equal(first);
    expect(taken).to.have.length(before + 1);
  });

  it("comes under the name that it had, where what was noted of the first time is lost", async () => {
    const { id } = await mailbox();
    const request = write("SendTestMessage");
    const before = taken.length;
    const dying: typeof stand.transact = (work) =>
      stand.transact(async (scope) => {
        await work(scope);
        throw new Error("it died before the commit");
      });
    await sendTestMessage(dying, send, stand.clock)(request, id, "all").catch(() => undefined);
    await sendTestMessage(stand.transact, send, stand.clock)(request, id, "all");
    expect(taken).to.have.length(before + 2);
    expect(idOf(taken.at(-1))).to.equal(idOf(taken.at(-2)));
  });
});
