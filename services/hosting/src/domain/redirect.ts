import { isDomainName } from "@isp/kernel";
import { isIpv4 } from "./address.ts";

// No user name, no fragment, nothing that nginx or a shell reads as its own: of RFC 3986's characters
// the unreserved ones, and of the others those that a path or a query cannot do without.
const page =
  /^https?:\/\/([a-z0-9.-]+)(?::([0-9]{1,5}))?(\/[A-Za-z0-9._~/%-]*(?:\?[A-Za-z0-9._~/%&=+-]*)?)?$/;

/** A page that visitors may be sent to; what is percent-encoded must stay harmless when decoded (S48). */
export function isRedirect(text: string): boolean {
  const [whole, host = "", port = "80", path = ""] = page.exec(text) ?? [];
  if (whole === undefined || text.length > 2_000) return false;
  return isHost(host) && isPort(Number(port)) && isHarmless(path);
}

const isHost = (host: string) => isDomainName(host) || isIpv4(host);
const isPort = (port: number) => port >= 1 && port <= 65_535;

/** Controls, separators, what nginx reads, and a second layer of encoding belong to no page's address. */
function isHarmless(path: string): boolean {
  try {
    return !/[\p{C}\p{Z}"'#$%;<>\\`{}|]/u.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}
