import { addressNumber } from "../domain/address-range.ts";
import { refuseFields } from "../domain/errors.ts";
import { isShared, privateAddressOf } from "../domain/shared-addresses.ts";
import { ipv6Octets, ipv6PrefixOf } from "../protocol/values.ts";
import type { Radius } from "./ports.ts";
import type { StoredSession } from "./session-ports.ts";

export type ConnectionSearch = {
  readonly address: string;
  /** 0 where it is not known. */
  readonly port: number;
  readonly at: Date;
  readonly units: readonly string[] | "all";
};

export type FoundConnections = {
  /** The private address behind a shared one; else the one that was asked for. */
  readonly address: string;
  readonly sessions: readonly StoredSession[];
};

/** More than one only where routing points use the same private addresses. */
const most = 50;

/** Who had an address at an instant, as a court asks (Marco Civil, art. 13 and 22). */
export async function searchConnections(
  { sessions, ipClasses }: Pick<Radius, "sessions" | "ipClasses">,
  { address, port, at, units }: ConnectionSearch,
): Promise<FoundConnections> {
  const octets = address.includes(":") ? ipv6Octets(address) : undefined;
  if (octets !== undefined) {
    const found = await sessions.openAt({ prefixes: prefixesOf(octets), at, units, limit: most });
    return { address, sessions: found };
  }
  if (addressNumber(address) === null)
    refuseFields([{ pointer: "/ip", detail: "must be an IPv4 or IPv6 address" }]);
  const classes = await ipClasses.list("all");
  const sharing = classes.filter((shared) => isShared(shared, address));
  if (sharing.length > 0 && port === 0)
    refuseFields([
      { pointer: "/port", detail: "must be given: many customers have this address at once" },
    ]);
  const behind = sharing.flatMap((shared) => privateAddressOf(shared, address, port) ?? []);
  const addresses = sharing.length > 0 ? behind : [address];
  if (addresses.length === 0) return { address, sessions: [] };
  const found = await sessions.openAt({ addresses, at, units, limit: most });
  return { address: addresses[0] ?? address, sessions: found };
}

const prefixLengths = Array.from({ length: 128 - 32 + 1 }, (_, index) => 32 + index);

/** Every network that the address is in, as an access server would write it. */
function prefixesOf(octets: Buffer): string[] {
  return prefixLengths.flatMap(
    (length) => ipv6PrefixOf(Buffer.concat([Buffer.from([0, length]), octets])) ?? [],
  );
}
