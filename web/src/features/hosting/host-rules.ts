import type { HostType } from "../../api/hosting.ts";
import { isDomainName } from "../../ui/punycode.ts";

const part =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** Keys of texts: what is wrong with a host's name below its domain. */
export function nameFault(
  name: string,
  { domain, taken }: { readonly domain: string; readonly taken: readonly string[] },
): string | undefined {
  const whole = `${name}.${domain}`;
  const rules: readonly (readonly [boolean, string])[] = [
    [name === "", "nameMissing"],
    [name === domain || name.endsWith(`.${domain}`), "nameWhole"],
    [/^\*(?:\.|$)/.test(name), "nameAny"],
    [name === "@", "nameApex"],
    [name.includes("_"), "nameUnderscore"],
    [!part.test(name), "nameWrong"],
    [taken.includes(name), "nameTaken"],
    [whole.length > 253, "nameLong"],
  ];
  return rules.find(([holds]) => holds)?.[1];
}

export type RecordType = "A" | "AAAA" | "CNAME";

/** The record of the zone that a host becomes; nothing while what it points to is not clear. */
export function recordTypeOf(type: HostType, pointsTo: string): RecordType | undefined {
  if (type === "alias") return isDomainName(pointsTo) ? "CNAME" : undefined;
  if (isIpv4(pointsTo)) return "A";
  return isIpv6(pointsTo) ? "AAAA" : undefined;
}

/** Keys of texts: what is wrong with where a host points, and what would be right. */
export function targetFault(type: HostType, pointsTo: string, whole: string): string | undefined {
  if (pointsTo === "") return type === "alias" ? "aliasMissing" : "addressMissing";
  if (/^https?:/.test(pointsTo)) return "targetPage";
  return type === "alias" ? aliasFault(pointsTo, whole) : addressFault(pointsTo);
}

function addressFault(pointsTo: string): string | undefined {
  if (isIpv4(pointsTo) || isIpv6(pointsTo)) return undefined;
  return isDomainName(pointsTo) ? "targetIsName" : "addressWrong";
}

function aliasFault(pointsTo: string, whole: string): string | undefined {
  if (isIpv4(pointsTo) || isIpv6(pointsTo)) return "targetIsAddress";
  if (pointsTo === whole) return "targetItself";
  return isDomainName(pointsTo) ? undefined : "aliasWrong";
}

export function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return (
    parts.length === 4 &&
    parts.every((one) => /^(?:0|[1-9]\d{0,2})$/.test(one) && Number(one) < 256)
  );
}

export function isIpv6(text: string): boolean {
  if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(":")) return false;
  try {
    return new URL(`http://[${text}]/`).hostname !== "";
  } catch {
    return false;
  }
}
