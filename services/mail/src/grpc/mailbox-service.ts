import { mail } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { toMailboxMessage } from "../events/published.ts";
import type { ChangeMailboxPassword } from "../usecases/change-mailbox-password.ts";
import type { CreateMailbox } from "../usecases/create-mailbox.ts";
import type { DeleteLoginMailbox } from "../usecases/delete-login-mailbox.ts";
import type { Mail, MailServer } from "../usecases/ports.ts";
import type { ReleaseMailbox } from "../usecases/release-mailbox.ts";
import type { RenameLoginMailbox } from "../usecases/rename-login-mailbox.ts";
import type { ReserveMailboxes } from "../usecases/reserve-mailboxes.ts";
import type { ReserveMailbox } from "../usecases/reserve-mailbox.ts";

type Parts = {
  readonly transact: Transact<Mail>;
  readonly toRequest: ToWriteRequest;
  readonly reserve: ReserveMailbox;
  readonly create: CreateMailbox;
  readonly reserveMany: ReserveMailboxes;
  readonly release: ReleaseMailbox;
  readonly rename: RenameLoginMailbox;
  readonly remove: DeleteLoginMailbox;
  readonly changePassword: ChangeMailboxPassword;
  /** Null while the server does not say. */
  readonly usageOf: MailServer["usage"];
};

const defaultQuotaMb = 1_024;

export function mailboxService(parts: Parts): Handlers<typeof mail.MailboxServiceService> {
  const { transact, toRequest } = parts;
  return {
    async reserveMailbox(request) {
      const named = toRequest("ReserveMailbox", request);
      const reservation = { ...reservationOf(request), isLive: request.live };
      return { mailboxId: await parts.reserve(named, reservation) };
    },
    async reserveMailboxes({ reservations }) {
      await parts.reserveMany(
        reservations.map(({ mailboxId, reservation }) => {
          const asked = mail.ReserveMailboxRequest.fromPartial(reservation ?? {});
          return { ...reservationOf(asked), mailboxId };
        }),
      );
      return {};
    },
    async releaseMailbox({ loginId }) {
      await parts.release(loginId);
      return {};
    },
    async renameLoginMailbox({ loginId, address }) {
      await parts.rename(loginId, address);
      return {};
    },
    async deleteLoginMailbox({ loginId }) {
      await parts.remove(loginId);
      return {};
    },
    async changeMailboxPassword(request, caller) {
      const named = toRequest("ChangeMailboxPassword", request);
      const mailbox = await parts.changePassword(named, request, caller.units);
      return { mailbox: toMailboxMessage(mailbox) };
    },
    async createMailbox(request, caller) {
      const { saveOnServer, additional, subscriptionId, address, password, quotaMb } = request;
      const { copyTo, autoReply, antispam, antivirus } = request;
      const settings = { copyTo, autoReply, antispam, antivirus };
      const wanted = {
        subscriptionId,
        address,
        password,
        quotaMb,
        settings,
        isHeld: !saveOnServer,
        isAdditional: additional,
      };
      const named = toRequest("CreateMailbox", request);
      const { mailbox, additionalFeeCents } = await parts.create(named, wanted, caller.units);
      return { mailbox: toMailboxMessage(mailbox), additionalFeeCents };
    },
    async getMailbox({ id }, caller) {
      const mailbox = await transact(({ mailboxes }) => mailboxes.find(id, caller.units));
      const usage = await parts.usageOf(mailbox.address);
      return { mailbox: toMailboxMessage(mailbox), usage: usage ?? undefined };
    },
  };
}

function reservationOf(request: mail.ReserveMailboxRequest) {
  const { saveOnServer, main, live: _live, plan, requestId: _requestId, ...rest } = request;
  return {
    ...rest,
    isHeld: !saveOnServer,
    isMain: main,
    quotaMb: plan?.mailboxes?.quotaMb || defaultQuotaMb,
  };
}
