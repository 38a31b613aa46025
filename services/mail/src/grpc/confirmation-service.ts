import type { mail } from "@isp/contracts";
import type { Handlers } from "@isp/rpc";
import { refuse } from "../domain/errors.ts";
import type { LinkSigner } from "../usecases/ask-sender.ts";
import type { ConfirmSender } from "../usecases/confirm-sender.ts";

export function confirmationService(
  confirm: ConfirmSender,
  signer: Pick<LinkSigner, "read">,
): Handlers<typeof mail.ConfirmationServiceService> {
  return {
    async confirmSender({ link }) {
      const letterId = signer.read(link);
      if (letterId === null) throw refuse.link_used("This is no link of ours.");
      await confirm(letterId);
      return {};
    },
  };
}
