import type { Vendor } from "../domain/network.ts";
import type { NamedAttribute } from "../protocol/attributes.ts";

/** One speed each way, in kbit/s. */
export type Rate = { readonly downKbps: number; readonly upKbps: number };

/**
 * How each maker's access servers are told a speed. What goes in there comes from the customer, so the
 * upload is first or "input" everywhere. What has to be set up on the device is in docs/radius-nas.md.
 */
const writers: Readonly<Record<Vendor, (rate: Rate) => readonly NamedAttribute[]>> = {
  mikrotik: ({ downKbps, upKbps }) => [
    { name: "Mikrotik-Rate-Limit", value: `${upKbps}k/${downKbps}k` },
  ],
  cisco: (rate) => [
    { name: "Cisco-AVPair", value: `ip:qos-policy-in=${inClass(`police(${bits(rate.upKbps)})`)}` },
    {
      name: "Cisco-AVPair",
      value: `ip:qos-policy-out=${inClass(`shape(${bits(rate.downKbps)})`)}`,
    },
  ],
  huawei: (rate) => [
    { name: "Huawei-Input-Average-Rate", value: bits(rate.upKbps) },
    { name: "Huawei-Input-Peak-Rate", value: bits(rate.upKbps) },
    { name: "Huawei-Output-Average-Rate", value: bits(rate.downKbps) },
    { name: "Huawei-Output-Peak-Rate", value: bits(rate.downKbps) },
  ],
  juniper: ({ downKbps, upKbps }) => [
    { name: "ERX-Service-Activate", value: `torre-speed(${downKbps}k,${upKbps}k)`, tag: 1 },
  ],
  nokia: ({ downKbps, upKbps }) => [
    { name: "Alc-Subscriber-QoS-Override", value: `i:q:1:pir=${upKbps},cir=${upKbps}` },
    { name: "Alc-Subscriber-QoS-Override", value: `e:q:1:pir=${downKbps},cir=${downKbps}` },
  ],
  zte: ({ downKbps, upKbps }) => [
    { name: "ZTE-Rate-Ctrl-SCR-Up", value: upKbps },
    { name: "ZTE-Rate-Ctrl-SCR-Down", value: downKbps },
  ],
  generic: (rate) => [
    { name: "WISPr-Bandwidth-Max-Up", value: bits(rate.upKbps) },
    { name: "WISPr-Bandwidth-Max-Down", value: bits(rate.downKbps) },
  ],
};

/** Nothing where the plan sets no speed: the access server's own default holds then. */
export function rateLimit(vendor: Vendor, rate: Rate | undefined): readonly NamedAttribute[] {
  if (rate === undefined || rate.upKbps <= 0 || rate.downKbps <= 0) return [];
  return writers[vendor](rate);
}

const inClass = (action: string): string => `add-class(sub,(class-default),${action})`;

const mostUnsigned = 0xffffffff;

/** Bits a second in 32 bits end at 4.3 Gbit/s; a faster line is not limited below that. */
function bits(kbps: number): number {
  return Math.min(kbps * 1_000, mostUnsigned);
}
