import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { domainOf } from "../domain/settings.ts";
import { requireAlive } from "./keep-mailbox.ts";
import type { Mail, SendMail, Units } from "./ports.ts";

export type SendTestMessage = (id: string, units: Units) => Promise<string>;

/** Sends a mailbox a message the way all mail comes, by SMTP (C81); resolves with the server's answer. */
export function sendTestMessage(
  look: Transact<Mail>,
  send: SendMail | null,
  clock: Clock,
): SendTestMessage {
  return async (id, units) => {
    const mailbox = requireAlive(await look(({ mailboxes }) => mailboxes.find(id, units)));
    if (send === null) throw refuse.server_away("No mail server is driven here.");
    const { address } = mailbox;
    return send({
      from: `postmaster@${domainOf(address)}`,
      to: address,
      subject: "Mensagem de teste / Test message",
      text: [
        `${address} recebe e-mail. / ${address} takes mail.`,
        "",
        `Enviada pelo provedor em ${clock.now().toISOString()}. / Sent by your provider.`,
        "",
      ].join("\n"),
    });
  };
}
