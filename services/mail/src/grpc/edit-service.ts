import type { mail } from "@isp/contracts";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { toMailboxMessage } from "../events/published.ts";
import type { ApplyAgain } from "../usecases/apply-again.ts";
import type { ChangeQuota } from "../usecases/change-quota.ts";
import type { DeleteMailbox } from "../usecases/delete-mailbox.ts";
import type { MoveMailbox } from "../usecases/move-mailbox.ts";
import type { SendTestMessage } from "../usecases/send-test-message.ts";
import type { MailboxChange, UpdateMailbox } from "../usecases/update-mailbox.ts";

type Parts = {
  readonly toRequest: ToWriteRequest;
  readonly update: UpdateMailbox;
  readonly changeQuota: ChangeQuota;
  readonly move: MoveMailbox;
  readonly remove: DeleteMailbox;
  readonly sendTest: SendTestMessage;
  readonly applyAgain: ApplyAgain;
};

export function editService(parts: Parts): Handlers<typeof mail.MailboxEditServiceService> {
  const { toRequest } = parts;
  return {
    async updateMailbox(request, { units }) {
      const { id, version } = request;
      const edit = { id, version, change: changeOf(request) };
      const mailbox = await parts.update(toRequest("UpdateMailbox", request), edit, units);
      return { mailbox: toMailboxMessage(mailbox) };
    },
    async changeQuota(request, { units }) {
      const mailbox = await parts.changeQuota(toRequest("ChangeQuota", request), request, units);
      return { mailbox: toMailboxMessage(mailbox) };
    },
    async moveMailbox(request, { units }) {
      const moved = await parts.move(toRequest("MoveMailbox", request), request, units);
      return { mailbox: toMailboxMessage(moved.mailbox), password: moved.password };
    },
    async deleteMailbox(request, { units }) {
      await parts.remove(toRequest("DeleteMailbox", request), request, units);
      return {};
    },
    async applyMailbox(request, { units }) {
      const named = toRequest("ApplyMailbox", request);
      return { mailbox: toMailboxMessage(await parts.applyAgain(named, request.id, units)) };
    },
    async sendTestMessage(request, { units }) {
      const named = toRequest("SendTestMessage", request);
      return { answer: await parts.sendTest(named, request.id, units) };
    },
  };
}

function changeOf(request: mail.UpdateMailboxRequest): MailboxChange {
  const { copyTo, autoReply, antispam, antivirus, saveOnServer, address } = request;
  return {
    ...(address !== undefined && { address }),
    ...(copyTo !== undefined && { copyTo }),
    ...(autoReply !== undefined && { autoReply }),
    ...(antispam !== undefined && { antispam }),
    ...(antivirus !== undefined && { antivirus }),
    ...(saveOnServer !== undefined && { isHeld: !saveOnServer }),
  };
}
