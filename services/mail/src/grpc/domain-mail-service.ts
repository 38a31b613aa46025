import type { mail } from "@isp/contracts";
import { required } from "@isp/messaging";
import type { Handlers } from "@isp/rpc";
import type { PrepareDomainMove } from "../usecases/prepare-domain-move.ts";

export function domainMailService(
  moves: PrepareDomainMove,
): Handlers<typeof mail.DomainMailServiceService> {
  return {
    async previewDomainMove({ move }) {
      const { mailboxes, conflicts } = await moves.preview(required(move, "move"));
      return {
        mailboxes: mailboxes.map(({ id, address }) => ({ id, address })),
        conflicts: [...conflicts],
      };
    },
    async prepareDomainMove({ move }) {
      const { conflicts, secrets } = await moves.prepare(required(move, "move"));
      return { conflicts: [...conflicts], secrets: [...secrets] };
    },
  };
}
