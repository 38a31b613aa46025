import { mail } from "@isp/contracts";
import type { Channel } from "@isp/rpc";
import { planTermsOf } from "../events/published.ts";
import type { Mailboxes } from "../usecases/ports.ts";

/** The mailboxes of the mail service. */
export function mailMailboxes(channel: Channel): Mailboxes {
  const mailboxes = channel.client(mail.MailboxServiceService);
  return {
    async reserve(login, password, requestId, live) {
      const { mailboxId } = await mailboxes.reserveMailbox({
        requestId,
        subscriptionId: login.subscriptionId,
        customerId: login.customerId,
        businessUnitId: login.businessUnitId,
        loginId: login.id,
        address: `${login.name}@${login.mailDomain}`,
        password,
        saveOnServer: !login.isHeld,
        main: login.isMain,
        plan: planTermsOf(login),
        live,
      });
      return mailboxId;
    },
    async release(loginId, requestId) {
      await mailboxes.releaseMailbox({ requestId, loginId });
    },
    async changePassword({ id: loginId, subscriptionId }, password, requestId) {
      const change = { requestId, id: "", loginId, password, subscriptionId };
      await mailboxes.changeMailboxPassword(change);
    },
  };
}
