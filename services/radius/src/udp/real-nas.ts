import type { NasEntry, NasTable } from "../model/nas-table.ts";
import { attributeNumber } from "../protocol/codes.ts";
import type { Packet } from "../protocol/packet.ts";
import { ipv4, text } from "../protocol/reader.ts";

/**
 * The access server that a packet speaks of. Only one that is marked as a proxy is believed to speak for
 * others, which it names by address or by name; the secret is the proxy's own all the same. What it does
 * not name, or names and nobody registered, is its own.
 */
export function realNas(packet: Packet, sender: NasEntry, table: NasTable): NasEntry {
  if (!sender.proxy) return sender;
  const address = ipv4(packet, attributeNumber.nasIpAddress);
  const name = text(packet, attributeNumber.nasIdentifier);
  const real =
    (address === undefined ? undefined : table.find(address)) ??
    (name === undefined ? undefined : table.findByName(name));
  return real === undefined ? sender : { ...real, key: sender.key };
}
