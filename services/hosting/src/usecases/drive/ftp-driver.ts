import type { Transact } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import type { FtpUser } from "../../domain/ftp-user.ts";
import type { Hosting } from "../ports.ts";
import { type Driver, firstVersion } from "./driver.ts";

/** A folder, and the other path under which its user finds it. */
export type FtpShortcut = { readonly physicalPath: string; readonly virtualPath: string };

/** What a site is to have for an FTP user. */
export type UserFolders = {
  readonly siteId: string;
  readonly uid: number;
  readonly paths: readonly string[];
  readonly shortcuts: readonly FtpShortcut[];
};

/** Where FTP users' folders and sessions are. */
export type FtpServer = {
  readonly makeFolders: (
    folders: UserFolders & { readonly stale: readonly FtpShortcut[] },
  ) => Promise<void>;
  /** What is wrong with them, a sentence each. */
  readonly checkFolders: (folders: UserFolders) => Promise<readonly string[]>;
  readonly closeSessions: (usernames: readonly string[]) => Promise<void>;
};

type Dependencies = {
  readonly server: FtpServer;
  readonly look: Transact<Hosting>;
  readonly clock: Clock;
};

/** Under this name stands which shortcuts a user ever had that may be there still, as JSON. */
const shortcutsCopy = "ftp-shortcuts";

/**
 * An FTP user on his server. Who may log in the server reads by itself; what is left is that his folder is
 * there with its shortcut, and that no session of his outlives what it was begun with.
 */
export function ftpDriver({ server, look, clock }: Dependencies): Driver<FtpUser> {
  const foldersOf = async ({ domainId, physicalPath, virtualPath }: FtpUser) => {
    const { uid } = await look(({ domains }) => domains.find(domainId, "all"));
    const isNone = virtualPath === "" || virtualPath === "/";
    const shortcuts = isNone ? [] : [{ physicalPath, virtualPath }];
    return { siteId: domainId, uid, paths: [physicalPath], shortcuts };
  };
  const notedOf = async ({ id }: FtpUser): Promise<readonly FtpShortcut[]> =>
    JSON.parse((await look(({ copies }) => copies.find(id, shortcutsCopy))) ?? "[]");
  const note = ({ id }: FtpUser, shortcuts: readonly FtpShortcut[]) =>
    look(({ copies }) => copies.keep(id, shortcutsCopy, JSON.stringify(shortcuts), clock.now()));
  /** Those of these that another user of the site is to have. */
  const othersOf = async ({ id, domainId }: FtpUser, asked: readonly FtpShortcut[]) => {
    if (asked.length === 0) return [];
    const users = await look(async ({ domains, ftpUsers }) => {
      // One who was given up before his domain moved stayed where he was.
      const { subscriptionId } = await domains.find(domainId, "all");
      return ftpUsers.ofSubscription(subscriptionId);
    });
    const others = users.filter(
      (one) => one.domainId === domainId && one.id !== id && !isGone(one) && !one.isHeld,
    );
    return asked.filter((one) => others.some((other) => isSame(one, other)));
  };
  /** What is noted before it is made is removed also where the way there was cut off. */
  const makeFolders = async (user: FtpUser, folders: UserFolders) => {
    const noted = await notedOf(user);
    const { shortcuts } = folders;
    const former = without(noted, shortcuts);
    const stale = without(former, await othersOf(user, former));
    if (without(shortcuts, noted).length > 0) await note(user, [...former, ...shortcuts]);
    await server.makeFolders({ ...folders, stale });
    // Who began to want one before it was removed, by this try or one that died, may have found it there.
    for (const one of await othersOf(user, former)) {
      const asked = { ...folders, paths: [], shortcuts: [one] };
      const isMissing = (await server.checkFolders(asked)).some(isOfMissing);
      if (isMissing) await server.makeFolders({ ...asked, stale: [] });
    }
    if (former.length > 0) await note(user, shortcuts);
  };
  return {
    server: "ftp",
    async apply(user) {
      const { name, passwordHash, wanted } = user;
      // A new user has no session that was begun with anything else, but one who is locked may have one.
      if (wanted.state !== "on" || wanted.version > firstVersion)
        await server.closeSessions([name]);
      if (isGone(user) && (await notedOf(user)).length > 0)
        await makeFolders(user, { ...(await foldersOf(user)), paths: [], shortcuts: [] });
      if (wanted.state !== "on") return { state: "in-step" };
      if (passwordHash === "") return { state: "failed", reason: "needs another password" };
      const folders = await foldersOf(user);
      try {
        await makeFolders(user, folders);
      } catch (error) {
        // What stands in the way a person must take away. What is only missing was not made because of the error:
        // a full disk, an agent that died. It is made as soon as that is over.
        const faults = await server.checkFolders(folders).catch((): readonly string[] => []);
        const inTheWay = faults.filter((fault) => !isOfMissing(fault));
        if (inTheWay.length === 0) throw error;
        return { state: "failed", reason: inTheWay.join("; ") };
      }
      return { state: "in-step" };
    },
    async compare(user) {
      if (user.wanted.state !== "on") return { state: "in-step" };
      const faults = await server.checkFolders(await foldersOf(user));
      if (faults.length === 0) return { state: "in-step" };
      return { state: "drifted", reason: faults.join("; ") };
    },
    async forget({ id, name }) {
      await server.closeSessions([name]);
      await look(({ copies }) => copies.remove(id));
    },
  };
}

/** The agent's sentence for what is not there, as against what is there and should not be. */
const isOfMissing = (fault: string) => fault.endsWith(" is missing");

/** Paths that differ in nothing but a slash at the end lead to one folder. */
const bare = (path: string) => path.replace(/\/+$/, "");

const isSame = (one: FtpShortcut, other: FtpShortcut) =>
  bare(one.physicalPath) === bare(other.physicalPath) &&
  bare(one.virtualPath) === bare(other.virtualPath);

const without = (some: readonly FtpShortcut[], others: readonly FtpShortcut[]) =>
  some.filter((one) => !others.some((other) => isSame(one, other)));
