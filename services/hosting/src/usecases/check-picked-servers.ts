import { isAddress } from "../domain/address.ts";
import { refuse } from "../domain/errors.ts";
import type { SiteSettings } from "../domain/site.ts";
import type { Hosting } from "./ports.ts";

/** The servers that were picked are there, and are what they were picked for. */
export async function checkPickedServers(
  { servers }: Pick<Hosting, "servers">,
  { webServerId, mailServerId }: SiteSettings,
): Promise<void> {
  if (webServerId !== "") {
    const { kind, host } = await servers.lock(webServerId);
    const is = kind === "web" && isAddress(host);
    if (!is) throw wrong("/webServerId", "is not a web server with an IP address");
  }
  if (mailServerId !== "") {
    const { kind } = await servers.lock(mailServerId);
    if (kind !== "mail") throw wrong("/mailServerId", "is not a mail server");
  }
}

function wrong(pointer: string, detail: string): Error {
  return refuse.domain_invalid("The domain cannot be so.", { fields: [{ pointer, detail }] });
}
