import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, isGone, type SecretBox } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { checkFtpUser, type FtpPermissions, type FtpUser } from "../domain/ftp-user.ts";
import { pendingReason } from "../domain/hosted-item.ts";
import { ftpUserContext } from "../domain/secret-contexts.ts";
import { ftpPassword } from "./items/ftp-password.ts";
import { ftpUserKind } from "./items/hung-kinds.ts";
import { wantAnew } from "./items/want-anew.ts";
import type { Hosting, Units } from "./ports.ts";

export type FtpUserEdit = {
  readonly id: string;
  readonly expectedVersion: bigint;
  readonly physicalPath: string | undefined;
  readonly virtualPath: string | undefined;
  readonly permissions: FtpPermissions | undefined;
  /** Empty where it stays. */
  readonly password: string;
};

export type ChangeFtpUser = (
  request: WriteRequest,
  edit: FtpUserEdit,
  units: Units,
) => Promise<FtpUser>;

/** A password that passes where none is given. */
const unchanged = "unchanged";

/** Changes what an FTP user may do and where (C96); his open sessions end, so that it holds at once. */
export function changeFtpUser(
  transact: Transact<Hosting>,
  clock: Clock,
  box: Pick<SecretBox, "seal">,
  isDriven: boolean,
): ChangeFtpUser {
  const kind = ftpUserKind(box, isDriven);
  return async (request, edit, units) => {
    const secret = edit.password === "" ? {} : await newSecret(box, edit);
    return transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, edit.id, now);
      const known = await scope.ftpUsers.lock(edit.id, units);
      if (done) return known;
      if (isGone(known)) throw refuse.ftp_user_not_found(`There is no FTP user ${edit.id}.`);
      if (known.version !== edit.expectedVersion)
        throw refuse.changed_meanwhile("Somebody changed the FTP user meanwhile.");
      const changed = {
        ...known,
        ...secret,
        physicalPath: edit.physicalPath ?? known.physicalPath,
        virtualPath: edit.virtualPath ?? known.virtualPath,
        permissions: edit.permissions ?? known.permissions,
      };
      checkFtpUser({ ...changed, password: edit.password === "" ? unchanged : edit.password });
      const next = wantAnew(changed, now, pendingReason(known, isDriven));
      await scope.ftpUsers.save(next);
      await kind.say(scope, "changed", next, "");
      await scope.requests.finish(request, now);
      return next;
    });
  };
}

async function newSecret(box: Pick<SecretBox, "seal">, { id, password }: FtpUserEdit) {
  return { ...(await ftpPassword(password)), password: box.seal(password, ftpUserContext(id)) };
}
