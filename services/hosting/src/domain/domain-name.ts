import { domainToASCII } from "node:url";
import { isDomainName } from "@isp/kernel";
import { refuse } from "./errors.ts";
import { isRegistry } from "./ownership.ts";

/** Lower-case A-labels of a domain as typed: "Açaí.com.br" is xn--aa-4iaz.com.br. */
export function normaliseDomain(text: string): string {
  const name = domainToASCII(text.trim().replace(/\.$/, "").toLowerCase());
  if (isDomainName(name) && !isReserved(name) && !isRegistry(name)) return name;
  throw refuse.domain_invalid(`${text} is not a domain name that can be hosted.`, {
    fields: [{ pointer: "/name", detail: "is not a domain name that can be hosted" }],
  });
}

/** Names that are nobody's to host (RFC 6761). */
function isReserved(name: string): boolean {
  return /(^|\.)(arpa|localhost|local|invalid|test|onion)$/.test(name);
}
