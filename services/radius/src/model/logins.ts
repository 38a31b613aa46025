import { normaliseLogin } from "@isp/kernel";
import { macOf } from "../domain/mac.ts";
import type { Access } from "../domain/authentication.ts";
import type { IpModel } from "./ips.ts";
import type { Grant } from "../replies/grants.ts";

/** What this process knows of one login. The password is opened when it is first needed. */
export type LoginEntry = Access & {
  readonly id: string;
  readonly name: string;
  readonly mailDomain: string;
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly version: bigint;
  /** What the plan that the servers carry grants; shared by all logins with the same terms. */
  readonly grant: Grant;
  readonly password: () => Uint8Array;
  /** A device that connects by its MAC address, which the access server vouches for (D23). */
  readonly isDevice?: boolean;
};

/** Every login of the provider, in memory: authentication reads nothing else. */
export type LoginModel = {
  /** By login name or `login@mailDomain`, however it is written; else by a MAC address that needs no login. */
  readonly find: (username: string) => LoginEntry | undefined;
  readonly findById: (id: string) => LoginEntry | undefined;
  /** Takes an entry that was read; an older version than the one known is ignored. */
  readonly put: (entry: LoginEntry) => void;
  readonly remove: (id: string) => void;
  readonly size: () => number;
};

export function loginModel(devices?: Pick<IpModel, "byMac">): LoginModel {
  const byName = new Map<string, LoginEntry>();
  const byId = new Map<string, LoginEntry>();

  function findNormalised(username: string): LoginEntry | undefined {
    const entry = byName.get(username);
    if (entry !== undefined) return entry;
    const at = username.indexOf("@");
    if (at < 0) return undefined;
    const named = byName.get(username.slice(0, at));
    return named?.mailDomain === username.slice(at + 1) ? named : undefined;
  }

  function findDevice(username: string): LoginEntry | undefined {
    const mac = macOf(username);
    return mac === null ? undefined : devices?.byMac(mac);
  }

  function remove(id: string): void {
    const known = byId.get(id);
    if (known === undefined) return;
    byId.delete(id);
    if (byName.get(known.name) === known) byName.delete(known.name);
  }

  return {
    find: (username) =>
      findNormalised(username) ?? findNormalised(normaliseLogin(username)) ?? findDevice(username),
    findById: (id) => byId.get(id),
    put(entry) {
      const known = byId.get(entry.id);
      if (known !== undefined && known.version > entry.version) return;
      // Its former name may be another's by now.
      if (known !== undefined && byName.get(known.name) === known) byName.delete(known.name);
      byId.set(entry.id, entry);
      byName.set(entry.name, entry);
    },
    remove,
    size: () => byId.size,
  };
}
