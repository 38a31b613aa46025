import type { HeldLetter } from "./hop-ports.ts";
import type { SendMail } from "./ports.ts";

/** Makes the part of a link that only this service can make, and reads it back; null where it did not. */
export type LinkSigner = {
  readonly sign: (letterId: string) => string;
  readonly read: (link: string) => string | null;
};

/** Writes to the sender of a held letter (C76). A letter of its own kind is answered by no other machine. */
export function askSender(send: SendMail, signer: LinkSigner, publicUrl: string) {
  return async (letter: HeldLetter): Promise<void> => {
    const link = `${publicUrl}/confirm/${signer.sign(letter.id)}`;
    await send({
      from: letter.recipient,
      to: letter.sender,
      subject: "Confirme sua mensagem / Please confirm your message",
      headers: { "Auto-Submitted": "auto-replied", Precedence: "bulk" },
      text: [
        `Sua mensagem para ${letter.recipient} espera. Confirme uma vez em:`,
        `Your message to ${letter.recipient} waits. Confirm it once at:`,
        "",
        link,
        "",
      ].join("\n"),
    });
  };
}
