import { refuse } from "./errors.ts";
import type { HostedItem } from "./hosted-item.ts";

export const ftpPermissions = [
  "read",
  "write",
  "deleteFiles",
  "recursive",
  "listDirectories",
  "createDirectories",
  "deleteDirectories",
] as const;

export type FtpPermissions = Readonly<Record<(typeof ftpPermissions)[number], boolean>>;

/** An FTP user of a domain (C96); the item's name is the login. */
export type FtpUser = HostedItem & {
  readonly domainId: string;
  /** Sealed. */
  readonly password: Buffer;
  /** What the FTP server checks it by. */
  readonly passwordHash: string;
  readonly salt: string;
  /** Below the domain's folder. */
  readonly physicalPath: string;
  /** Where the user sees it; empty for none. */
  readonly virtualPath: string;
  readonly permissions: FtpPermissions;
};

type Asked = Pick<FtpUser, "name" | "physicalPath" | "virtualPath"> & { readonly password: string };

/** Folders below the domain's own; no step begins with a dot, so that no path leads out of it. */
const isPath = (path: string) =>
  path.length <= 255 && /^\/(?:\w[\w.-]*(?:\/\w[\w.-]*)*\/?)?$/.test(path);

const isLogin = (name: string) => /^[a-z][a-z0-9_.-]{1,31}$/.test(name);

const isPassword = (password: string) =>
  password.length >= 6 && password.length <= 128 && !/\p{Cc}/u.test(password);

export function checkFtpUser({ name, physicalPath, virtualPath, password }: Asked): void {
  const path = "is a folder such as /site/fotos, of letters, digits, dot, dash and underscore";
  const rules = [
    [isLogin(name), "/username", "has 2 to 32 of a-z, 0-9, dot, dash, underscore, a letter first"],
    [isPath(physicalPath), "/physicalPath", path],
    [virtualPath === "" || isPath(virtualPath), "/virtualPath", path],
    [isPassword(password), "/password", "has 6 to 128 characters, no control characters"],
  ] as const;
  const fields = rules
    .filter(([holds]) => !holds)
    .map(([, pointer, detail]) => ({ pointer, detail }));
  if (fields.length > 0) throw refuse.ftp_user_invalid("The FTP user cannot be so.", { fields });
}
