import type { HeldLetter } from "./hop-ports.ts";
import type { SendMail } from "./ports.ts";

/** Makes the part of a link that only this service can make, and reads it back; null where it did not. */
export type LinkSigner = {
  readonly sign: (letterId: string) => string;
  readonly read: (link: string) => string | null;
};

/** Writes to the sender of a held letter (C76). A letter of its own kind is answered by no other machine. */
export function askSender(send: SendMail, signer: LinkSigner, publicUrl: string) {
  return async (letter: HeldLetter): Promise<boolean> => {
    const link = `${publicUrl}/confirm/${signer.sign(letter.id)}`;
    const question = {
      from: letter.recipient,
      to: letter.sender,
      // RFC 3834: what cannot be delivered comes back to nobody, and fills no mailbox.
      returnPath: "",
      subject: "Confirme sua mensagem / Please confirm your message",
      headers: { "Auto-Submitted": "auto-replied", Precedence: "bulk" },
      text: [
        `Sua mensagem para ${letter.recipient} espera. Confirme uma vez em:`,
        `Your message to ${letter.recipient} waits. Confirm it once at:`,
        "",
        link,
        "",
      ].join("\n"),
    };
    try {
      await send(question);
      return true;
    } catch (error) {
      if (isRefusedForGood(error)) return false;
      throw error;
    }
  };
}

/** SMTP's 5xx, as the server said it. */
function isRefusedForGood(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code: unknown = cause instanceof Error ? Reflect.get(cause, "responseCode") : undefined;
  return typeof code === "number" && code >= 500;
}
