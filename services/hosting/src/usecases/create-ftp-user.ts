import type { WriteRequest } from "@isp/db";
import type { SecretBox } from "@isp/kernel";
import { checkFtpUser, type FtpPermissions, type FtpUser } from "../domain/ftp-user.ts";
import { checkFtpRoom, checkOffered } from "../domain/room.ts";
import { ftpUserContext } from "../domain/secret-contexts.ts";
import { type Dependencies, hangItem } from "./hang-item.ts";
import { ftpPassword } from "./items/ftp-password.ts";
import { ftpUserKind } from "./items/hung-kinds.ts";
import type { Units } from "./ports.ts";

export type NewFtpUser = {
  readonly domainId: string;
  readonly username: string;
  readonly password: string;
  readonly physicalPath: string;
  readonly virtualPath: string;
  readonly permissions: FtpPermissions;
};

export type CreateFtpUser = (
  request: WriteRequest,
  wanted: NewFtpUser,
  units: Units,
) => Promise<FtpUser>;

/** Creates an FTP user of a domain (C96); its server takes it over when it is there. */
export function createFtpUser(
  dependencies: Dependencies,
  box: Pick<SecretBox, "seal">,
): CreateFtpUser {
  const kind = ftpUserKind(box, dependencies.isDriven);
  return async (request, { domainId, username: name, password, ...rest }, units) => {
    checkFtpUser({ ...rest, name, password });
    const checked = await ftpPassword(password);
    const about = { request, place: { domainId, units } };
    return hangItem(dependencies, kind, about, {
      check({ plan }, present) {
        checkOffered(plan, "new-ftp-user", "add-ftp-user");
        checkFtpRoom(plan, present);
      },
      make: (base) => ({
        ...base,
        ...rest,
        ...checked,
        name,
        password: box.seal(password, ftpUserContext(base.id)),
      }),
    });
  };
}
