import { isIP, SocketAddress } from "node:net";

const mapped = "::ffff:";

/** An IP address as an arriving datagram has it, however it was written; null where the text is none. */
export function sourceAddress(text: string): string | null {
  const version = isIP(text);
  if (version !== 6) return version === 4 ? text : null;
  const [bare = "", zone] = text.split("%");
  const { address } = new SocketAddress({ address: bare, family: "ipv6" });
  // An IPv4 address as an IPv6 socket shows it is the same access server.
  if (address.startsWith(mapped) && address.includes(".")) return address.slice(mapped.length);
  return zone === undefined ? address : `${address}%${zone}`;
}
