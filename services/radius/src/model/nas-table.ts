import type { Vendor } from "../domain/network.ts";
import type { SharedSecret } from "../protocol/authenticator.ts";

/** One access server, as the UDP side needs it. */
export type NasEntry = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly routingPointId: string | null;
  readonly coaPort: number;
  readonly vendor: Vendor;
  readonly requireMessageAuthenticator: boolean;
  /** It passes on what other access servers ask, under its own address and secret. */
  readonly proxy: boolean;
  readonly key: SharedSecret;
};

/** The access servers by source address. Few enough to be replaced as a whole. */
export type NasTable = {
  readonly find: (address: string) => NasEntry | undefined;
  readonly findById: (id: string) => NasEntry | undefined;
  /** By its name, as NAS-Identifier carries it; of several the one that was registered first. */
  readonly findByName: (name: string) => NasEntry | undefined;
  readonly replace: (entries: readonly NasEntry[]) => void;
};

export function nasTable(): NasTable {
  let byAddress = new Map<string, NasEntry>();
  let byId = new Map<string, NasEntry>();
  let byName = new Map<string, NasEntry>();
  return {
    find: (address) => byAddress.get(address),
    findById: (id) => byId.get(id),
    findByName: (name) => byName.get(name),
    replace(entries) {
      byAddress = new Map(entries.map((entry) => [entry.address, entry]));
      byId = new Map(entries.map((entry) => [entry.id, entry]));
      // Names may be given twice: a later one takes nobody's sessions.
      const lastFirst = entries.toSorted((one, other) => (one.id > other.id ? -1 : 1));
      byName = new Map(lastFirst.map((entry) => [entry.name, entry]));
    },
  };
}
