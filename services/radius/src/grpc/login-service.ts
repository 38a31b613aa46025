import type { radius } from "@isp/contracts";
import type { SecretBox } from "@isp/kernel";
import { type Caller, type Handlers, sees } from "@isp/rpc";
import { writeRequests } from "@isp/runtime";
import type { DeleteLogin } from "../usecases/delete-login.ts";
import type { Sees } from "../usecases/live-login.ts";
import type { MakeMainLogin } from "../usecases/make-main-login.ts";
import type { RenameLogin } from "../usecases/rename-login.ts";
import type { UpdateLogin } from "../usecases/update-login.ts";
import { toLoginMessage } from "./messages.ts";
import { requireRequestId } from "./request.ts";

export type LoginDependencies = {
  readonly updateLogin: UpdateLogin;
  readonly renameLogin: RenameLogin;
  readonly makeMainLogin: MakeMainLogin;
  readonly deleteLogin: DeleteLogin;
  readonly box: SecretBox;
};

export function loginService({
  updateLogin,
  renameLogin,
  makeMainLogin,
  deleteLogin,
  box,
}: LoginDependencies): Handlers<typeof radius.LoginServiceService> {
  const toWrite = writeRequests(box);
  return {
    async updateLogin(request, caller) {
      requireRequestId(request);
      const { id, version, portalAccess: hasPortalAccess } = request;
      const write = toWrite("UpdateLogin", request);
      const login = await updateLogin(write, { id, version, hasPortalAccess }, seenBy(caller));
      return { login: toLoginMessage(login) };
    },
    async renameLogin(request, caller) {
      requireRequestId(request);
      const write = toWrite("RenameLogin", request);
      return { login: toLoginMessage(await renameLogin(write, request, seenBy(caller))) };
    },
    async makeMainLogin(request, caller) {
      requireRequestId(request);
      const write = toWrite("MakeMainLogin", request);
      return { login: toLoginMessage(await makeMainLogin(write, request.id, seenBy(caller))) };
    },
    async deleteLogin(request, caller) {
      requireRequestId(request);
      await deleteLogin(toWrite("DeleteLogin", request), request, seenBy(caller));
      return {};
    },
  };
}

function seenBy(caller: Caller): Sees {
  return (businessUnitId) => sees(caller, businessUnitId);
}
