import type { Transact } from "@isp/db";
import type { FtpUser } from "../../domain/ftp-user.ts";
import type { Hosting } from "../ports.ts";
import { type Driver, firstVersion } from "./driver.ts";

/** Where FTP users' folders and sessions are. */
export type FtpServer = {
  readonly makeFolders: (siteId: string, uid: number, paths: readonly string[]) => Promise<void>;
  /** What is wrong with them, a sentence each. */
  readonly checkFolders: (
    siteId: string,
    uid: number,
    paths: readonly string[],
  ) => Promise<readonly string[]>;
  readonly closeSessions: (usernames: readonly string[]) => Promise<void>;
};

/**
 * An FTP user on his server. Who may log in the server reads by itself; what is left is that his folder is
 * there, and that no session of his outlives what it was begun with.
 */
export function ftpDriver(server: FtpServer, look: Transact<Hosting>): Driver<FtpUser> {
  return {
    server: "ftp",
    async apply({ name, domainId, physicalPath, passwordHash, wanted }) {
      // A new user has no session that was begun with anything else.
      if (wanted.version > firstVersion) await server.closeSessions([name]);
      if (wanted.state === "on") {
        if (passwordHash === "") return { state: "failed", reason: "needs another password" };
        const { uid } = await look(({ domains }) => domains.find(domainId, "all"));
        await server.makeFolders(domainId, uid, [physicalPath]);
      }
      return { state: "in-step" };
    },
    async compare({ domainId, physicalPath, wanted }) {
      if (wanted.state !== "on") return { state: "in-step" };
      const { uid } = await look(({ domains }) => domains.find(domainId, "all"));
      const faults = await server.checkFolders(domainId, uid, [physicalPath]);
      if (faults.length === 0) return { state: "in-step" };
      return { state: "drifted", reason: faults.join("; ") };
    },
    forget: ({ name }) => server.closeSessions([name]),
  };
}
