import { type LetterHead, ownReceived } from "./letter-head.ts";

type Stopped = {
  readonly head: LetterHead;
  readonly sender: string;
  readonly recipient: string;
  readonly virus: string;
  readonly at: Date;
};

/**
 * What the owner gets instead of an infected letter. Our own Received line goes with it, so that a
 * letter that is handed over again is the same again.
 */
export function stoppedNote({ head, sender, recipient, virus, at }: Stopped): Buffer {
  const shown = (text: string) => text.replaceAll(/[^ -~]/g, "?").slice(0, 200);
  const domain = recipient.slice(recipient.lastIndexOf("@") + 1);
  const lines = [
    `Received: ${ownReceived(head)}`,
    `Date: ${at.toUTCString().replace("GMT", "+0000")}`,
    `From: AntiVirus <postmaster@${domain}>`,
    `To: <${recipient}>`,
    "Subject: Mensagem com virus retida / A message with a virus was stopped",
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    `De / From: ${shown(sender)}`,
    `Assunto / Subject: ${shown(head.get("subject")?.[0] ?? "")}`,
    `Virus: ${shown(virus)}`,
    "",
  ];
  return Buffer.from(lines.join("\r\n"), "latin1");
}
