import { isGone, newId, type SecretBox } from "@isp/kernel";
import type { Domain } from "../domain/domain.ts";
import { checkFtpUser, type FtpUser } from "../domain/ftp-user.ts";
import { pendingReason } from "../domain/hosted-item.ts";
import { checkFtpRoom, type HostingPlan } from "../domain/room.ts";
import { ftpUserContext } from "../domain/secret-contexts.ts";
import { ftpPassword } from "./items/ftp-password.ts";
import { ftpUserKind } from "./items/hung-kinds.ts";
import type { Hosting } from "./ports.ts";

/** Checks a login, and answers how to add it in the transaction of its domain. */
export type AddFirstFtpUser = (login: {
  readonly username: string;
  readonly password: string;
}) => Promise<(scope: Hosting, domain: Domain, plan: HostingPlan, now: Date) => Promise<void>>;

const everything = {
  read: true,
  write: true,
  deleteFiles: true,
  recursive: true,
  listDirectories: true,
  createDirectories: true,
  deleteDirectories: true,
};

/** The FTP login that a domain is registered with (C94): the whole site, and every permission. */
export function addFirstFtpUser(box: Pick<SecretBox, "seal">, isDriven: boolean): AddFirstFtpUser {
  const kind = ftpUserKind(box, isDriven);
  return async ({ username: name, password }) => {
    const where = { physicalPath: "/", virtualPath: "" };
    checkFtpUser({ name, password, ...where });
    const checked = await ftpPassword(password);
    return async (scope, domain, plan, now) => {
      const held = await scope.ftpUsers.lockOfSubscription(domain.subscriptionId);
      checkFtpRoom(plan, held.filter((one) => !isGone(one)).length);
      const { subscriptionId, customerId, businessUnitId, wanted, resumeState } = domain;
      const id = newId(now);
      const user: FtpUser = {
        id,
        name,
        ...where,
        ...checked,
        subscriptionId,
        customerId,
        businessUnitId,
        domainId: domain.id,
        isHeld: domain.isHeld,
        version: 1n,
        wanted,
        resumeState,
        real: { state: "pending", version: 0n, at: now, reason: pendingReason(domain, isDriven) },
        permissions: everything,
        password: box.seal(password, ftpUserContext(id)),
      };
      await scope.ftpUsers.add(user);
      await kind.say(scope, "created", user, "");
    };
  };
}
