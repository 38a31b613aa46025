import type { Period } from "../domain/business-hours.ts";
import { type Pool, prefixesOf } from "../domain/pool.ts";
import type { IpEntry } from "../model/ips.ts";
import type { LoginEntry } from "../model/logins.ts";
import type { NasEntry } from "../model/nas-table.ts";
import { attributeNumber } from "../protocol/codes.ts";
import type { Packet } from "../protocol/packet.ts";
import { integer } from "../protocol/reader.ts";
import { encodeAttributes } from "../replies/encode.ts";
import { staysAtItsAddress, walledReply } from "../replies/walled-garden.ts";

export type Accepted = {
  readonly packet: Packet;
  readonly nas: NasEntry;
  readonly ip: IpEntry | undefined;
  /** Taken out of a pool for this accept. */
  readonly address: string | null;
  /** The class of the IP, whose prefixes go with its addresses. */
  readonly pool: Pool | undefined;
  /** Suspended, in a unit that shuts nobody out: the name of its garden. */
  readonly garden: string | undefined;
};

const framedProtocolPpp = 1;

/** What the plan grants, at the IP's own speed where it has one (C92), and what the IP adds. */
export function acceptReply(login: LoginEntry, accepted: Accepted, period: Period): Buffer[] {
  const { vendor } = accepted.nas;
  const speed = accepted.ip?.reply.speed ?? null;
  const grant = speed === null ? login.grant : login.grant.withSpeed(speed);
  const granted = grant.reply(vendor, period);
  if (accepted.garden === undefined) return [granted, ...ipReplyOf(accepted)];
  const kept = staysAtItsAddress(vendor) ? ipReplyOf(accepted) : [];
  return [granted, ...kept, walledReply(vendor, accepted.garden)];
}

function ipReplyOf(accepted: Accepted): Buffer[] {
  const { packet, ip, address } = accepted;
  const { vendor } = accepted.nas;
  if (ip === undefined) return [];
  const isPpp = integer(packet, attributeNumber.framedProtocol) === framedProtocolPpp;
  const prefixes = prefixReply(accepted.pool, address ?? ip.reply.address);
  if (address === null) return [ip.reply.encoded(vendor, isPpp), ...prefixes];
  return [ip.reply.encodedWith(address, vendor, isPpp), ...prefixes];
}

/** IPv6 goes with the IPv4 address, so that one lease serves both. */
function prefixReply(pool: Pool | undefined, address: string | null): Buffer[] {
  if (pool === undefined || address === null) return [];
  const { framed, delegated } = prefixesOf(pool, address);
  const named = [
    ...(framed === null ? [] : [{ name: "Framed-IPv6-Prefix", value: framed } as const]),
    ...(delegated === null ? [] : [{ name: "Delegated-IPv6-Prefix", value: delegated } as const]),
  ];
  return named.length === 0 ? [] : [encodeAttributes(named)];
}
