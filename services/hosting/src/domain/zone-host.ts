import { isDomainName } from "@isp/kernel";
import { isAddress } from "./address.ts";
import { refuse } from "./errors.ts";
import type { HostedItem } from "./hosted-item.ts";

/** A further name of a domain (C98); the item's name is the whole name. */
export type ZoneHostItem = HostedItem & {
  readonly domainId: string;
  /** Below the domain. */
  readonly label: string;
  /** An alias of another name, or a name of its own with an address. */
  readonly type: "alias" | "name";
  readonly pointsTo: string;
};

type Asked = Pick<ZoneHostItem, "label" | "pointsTo"> & {
  readonly type: string;
  readonly domain: string;
};

export const isHostType = (word: string): word is ZoneHostItem["type"] =>
  word === "alias" || word === "name";

/** Nothing that stands for other names, nothing beside or above the domain, no alias of itself (S45). */
export function checkHost({ label, type, pointsTo, domain }: Asked): void {
  const whole = `${label}.${domain}`;
  const target =
    type === "alias" ? isDomainName(pointsTo) && pointsTo !== whole : isAddress(pointsTo);
  const detail =
    type === "alias"
      ? "is another host's name such as loja.exemplo.com.br"
      : "is an IP address such as 203.0.113.7";
  const rules = [
    [isDomainName(whole), "/name", "is a name below the domain, such as loja"],
    [isHostType(type), "/type", "must be alias or name"],
    [target, "/pointsTo", detail],
  ] as const;
  const fields = rules
    .filter(([holds]) => !holds)
    .map(([, pointer, told]) => ({ pointer, detail: told }));
  if (fields.length > 0) throw refuse.host_invalid("The host cannot be so.", { fields });
}
