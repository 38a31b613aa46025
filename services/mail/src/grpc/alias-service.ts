import type { mail } from "@isp/contracts";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import type { EditAliases } from "../usecases/edit-aliases.ts";

export function aliasService(
  toRequest: ToWriteRequest,
  { list, add, remove }: EditAliases,
): Handlers<typeof mail.MailboxAliasServiceService> {
  return {
    async listAliases({ mailboxId }, { units }) {
      return { addresses: [...(await list(mailboxId, units))] };
    },
    async addAlias(request, { units }) {
      return { address: await add(toRequest("AddAlias", request), request, units) };
    },
    async removeAlias(request, { units }) {
      await remove(toRequest("RemoveAlias", request), request, units);
      return {};
    },
  };
}
