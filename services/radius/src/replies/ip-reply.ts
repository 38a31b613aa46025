import type { Ip } from "../domain/ip.ts";
import type { Vendor } from "../domain/network.ts";
import type { NamedAttribute } from "../protocol/attributes.ts";
import { encodeAttributes } from "./encode.ts";

type Name = NamedAttribute["name"];
type Told = Pick<Ip, "address" | "netmask" | "dns1" | "dns2" | "message" | "speed">;

/** What an IP adds to an Access-Accept. */
export type IpReply = Pick<Told, "address" | "speed"> & {
  /** False where it has neither address, speed nor any attribute for an access server. */
  readonly tellsAnything: boolean;
  /** Encoded once for each maker, and for PPP apart. */
  readonly encoded: (vendor: Vendor, isPpp: boolean) => Buffer;
  /** The same with an address that was taken for this accept. */
  readonly encodedWith: (address: string, vendor: Vendor, isPpp: boolean) => Buffer;
};

/** How each maker's access servers are told the customer's DNS servers; the first is the main one. */
const dnsNames: Readonly<Record<Vendor, readonly [Name, Name]>> = {
  mikrotik: ["MS-Primary-DNS-Server", "MS-Secondary-DNS-Server"],
  cisco: ["MS-Primary-DNS-Server", "MS-Secondary-DNS-Server"],
  huawei: ["Huawei-Primary-DNS", "Huawei-Secondary-DNS"],
  juniper: ["ERX-Primary-Dns", "ERX-Secondary-Dns"],
  nokia: ["Alc-Primary-Dns", "Alc-Secondary-Dns"],
  zte: ["ZTE-Client-DNS-Pri", "ZTE-Client-DNS-Sec"],
  generic: ["MS-Primary-DNS-Server", "MS-Secondary-DNS-Server"],
};

export function ipReply(ip: Told): IpReply {
  const replies = new Map<string, Buffer>();
  return {
    address: ip.address,
    speed: ip.speed,
    tellsAnything: ip.speed !== null || ipAttributes(ip, "generic", false).length > 0,
    encodedWith: (address, vendor, isPpp) =>
      encodeAttributes(ipAttributes({ ...ip, address }, vendor, isPpp)),
    encoded(vendor, isPpp) {
      const key = `${vendor} ${isPpp}`;
      const encoded = replies.get(key) ?? encodeAttributes(ipAttributes(ip, vendor, isPpp));
      replies.set(key, encoded);
      return encoded;
    },
  };
}

/**
 * Without a fixed address there is no mask to tell. Over PPP there is none either: the line has two
 * ends, and a MikroTik would send the whole network down it.
 */
export function ipAttributes(ip: Told, vendor: Vendor, isPpp: boolean): NamedAttribute[] {
  const { address, netmask, dns1, dns2, message } = ip;
  const [primary, secondary] = dnsNames[vendor];
  const given: [Name, string | null][] = [
    ["Framed-IP-Address", address],
    ["Framed-IP-Netmask", address === null || isPpp ? null : netmask],
    [primary, dns1],
    [secondary, dns2],
    ["Reply-Message", message],
  ];
  return given.flatMap(([name, value]) =>
    value === null || value === "" ? [] : [{ name, value }],
  );
}
