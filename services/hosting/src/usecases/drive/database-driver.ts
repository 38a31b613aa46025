import type { SecretBox } from "@isp/kernel";
import type { Database, Engine } from "../../domain/database.ts";
import { databaseContext } from "../../domain/secret-contexts.ts";
import { type Driver, firstVersion } from "./driver.ts";

/** A database and the one user who may use it. */
export type Account = { readonly name: string; readonly username: string };

/** Whether its user is to get in, and by which password. */
export type WantedAccess =
  | { readonly isOpen: true; readonly password: string }
  | { readonly isOpen: false };

/** One server of databases. Each act may be done again. */
export type DatabaseServer = {
  /** Makes what is missing, and lets the user in with this password. */
  readonly open: (account: Account, password: string) => Promise<void>;
  /** Keeps the user out, and ends what he has open. The data stays. */
  readonly lock: (account: Account) => Promise<void>;
  /** What is otherwise than `open` or `lock` left it, a sentence each; none where nothing is. */
  readonly compare: (account: Account, wanted: WantedAccess) => Promise<readonly string[]>;
  readonly drop: (account: Account) => Promise<void>;
  readonly sizeOf: (account: Account) => Promise<bigint>;
};

export type DatabaseServers = Readonly<Partial<Record<Engine, DatabaseServer>>>;

/** A database on its server (C97): the user is let in while it is wanted on, and kept out otherwise. */
export function databaseDriver(
  servers: DatabaseServers,
  box: Pick<SecretBox, "open">,
  onSize: (id: string, bytes: bigint) => Promise<void>,
): Driver<Database> {
  return {
    server: "database",
    async apply(database) {
      const { id, engine, name, username, wanted, password } = database;
      const [server, account] = [servers[engine], { name, username }];
      if (server === undefined) return { state: "failed", reason: `there is no ${engine} server` };
      const isNew = wanted.version <= firstVersion;
      // Also before it is opened anew: what is open may be a former owner's.
      if (wanted.state !== "on" || !isNew) await server.lock(account);
      if (wanted.state === "on")
        await server.open(account, box.open(password, databaseContext(id)));
      await onSize(id, await server.sizeOf(account));
      return { state: "in-step" };
    },
    async compare({ id, engine, name, username, wanted, password }) {
      const [server, account] = [servers[engine], { name, username }];
      if (server === undefined) return { state: "failed", reason: `there is no ${engine} server` };
      const access: WantedAccess =
        wanted.state === "on"
          ? { isOpen: true, password: box.open(password, databaseContext(id)) }
          : { isOpen: false };
      const found = await server.compare(account, access);
      await onSize(id, await server.sizeOf(account));
      if (found.length === 0) return { state: "in-step" };
      return { state: "drifted", reason: found.join("; ") };
    },
    async forget({ engine, name, username }) {
      await servers[engine]?.drop({ name, username });
    },
  };
}
