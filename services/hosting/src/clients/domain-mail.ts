import { mail } from "@isp/contracts";
import type { Channel } from "@isp/rpc";
import type { DomainMail } from "../usecases/ports.ts";

/** Hashing each new password takes a moment. */
const answerWithinMs = 8_000;

export function grpcDomainMail(channel: Channel): DomainMail {
  const client = channel.client(mail.DomainMailServiceService);
  return {
    async preview(move) {
      const { mailboxes, conflicts } = await client.previewDomainMove(
        { move },
        { deadlineMs: answerWithinMs },
      );
      const items = mailboxes.map(({ id, address }) => ({ id, kind: "mailbox", name: address }));
      return { items, conflicts };
    },
    async prepare(move) {
      const { secrets, conflicts } = await client.prepareDomainMove(
        { move },
        { deadlineMs: answerWithinMs },
      );
      const told = secrets.map(({ address, password }) => {
        return { kind: "mailbox", name: address, password };
      });
      return { secrets: told, conflicts };
    },
  };
}
