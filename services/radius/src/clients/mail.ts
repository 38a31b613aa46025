import { mail } from "@isp/contracts";
import type { Channel } from "@isp/rpc";
import { planTermsOf } from "../events/published.ts";
import type { Login } from "../domain/login.ts";
import type { Mailboxes } from "../usecases/ports.ts";

/** Each mailbox of a batch has a password to hash. */
const batchMs = 45_000;

/** The mailboxes of the mail service. */
export function mailMailboxes(channel: Channel): Mailboxes {
  const mailboxes = channel.client(mail.MailboxServiceService);
  return {
    async reserve(login, password, requestId, live) {
      const { mailboxId } = await mailboxes.reserveMailbox({
        ...reservationOf(login),
        requestId,
        password,
        live,
      });
      return mailboxId;
    },
    async reserveAll(reservations, requestId) {
      const named = reservations.map(({ login, mailboxId, password }) => ({
        mailboxId,
        reservation: { ...reservationOf(login), requestId, password, live: false },
      }));
      const request = { requestId, reservations: named };
      await mailboxes.reserveMailboxes(request, { deadlineMs: batchMs });
    },
    async release(loginId, requestId) {
      await mailboxes.releaseMailbox({ requestId, loginId });
    },
    async rename({ id: loginId, name, mailDomain }, requestId) {
      const address = `${name}@${mailDomain}`;
      await mailboxes.renameLoginMailbox({ requestId, loginId, address });
    },
    async remove(loginId, requestId) {
      await mailboxes.deleteLoginMailbox({ requestId, loginId });
    },
    async changePassword({ id: loginId, subscriptionId }, password, requestId) {
      const change = { requestId, id: "", loginId, password, subscriptionId };
      await mailboxes.changeMailboxPassword(change);
    },
  };
}

function reservationOf(login: Login) {
  return {
    subscriptionId: login.subscriptionId,
    customerId: login.customerId,
    businessUnitId: login.businessUnitId,
    loginId: login.id,
    address: `${login.name}@${login.mailDomain}`,
    saveOnServer: !login.isHeld,
    main: login.isMain,
    plan: planTermsOf(login),
  };
}
