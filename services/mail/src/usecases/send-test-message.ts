import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { domainOf } from "../domain/settings.ts";
import { idempotently } from "./idempotent.ts";
import { requireAlive } from "./keep-mailbox.ts";
import type { Letter, Mail, SendMail, Units } from "./ports.ts";

export type SendTestMessage = (request: WriteRequest, id: string, units: Units) => Promise<string>;

/**
 * Sends a mailbox a message the way all mail comes, by SMTP (C81); resolves with the server's answer, and with
 * the same one where it was asked before.
 *
 * The server takes the letter before the answer is committed, so that a death in between has it sent again. It is
 * the same letter then, by a Message-ID that the request makes, and Dovecot keeps one of them. Two who ask at once
 * wait for each other at the claim.
 */
export function sendTestMessage(
  transact: Transact<Mail>,
  send: SendMail | null,
  clock: Clock,
): SendTestMessage {
  return (request, id, units) => {
    const { requestId } = request;
    return idempotently(transact, clock, request, {
      id,
      async first({ mailboxes, testMessages }) {
        const { address } = requireAlive(await mailboxes.find(id, units));
        if (send === null) throw refuse.server_away("No mail server is driven here.");
        const answer = await send(testMessage(address, requestId, clock.now()));
        await testMessages.keep(requestId, answer);
        return answer;
      },
      async again({ mailboxes, testMessages }) {
        await mailboxes.find(id, units);
        return testMessages.answerOf(requestId);
      },
    });
  };
}

function testMessage(address: string, requestId: string, at: Date): Letter {
  const domain = domainOf(address);
  return {
    from: `postmaster@${domain}`,
    to: address,
    messageId: `<test-message.${requestId}@${domain}>`,
    subject: "Mensagem de teste / Test message",
    text: [
      `${address} recebe e-mail. / ${address} takes mail.`,
      "",
      `Enviada pelo provedor em ${at.toISOString()}. / Sent by your provider.`,
      "",
    ].join("\n"),
  };
}
