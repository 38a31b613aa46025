import { Resolver } from "node:dns/promises";
import { authenticate } from "mailauth";
import type { ProveSender } from "../usecases/hop-ports.ts";

const limitMs = 8_000;

/**
 * SPF of the envelope, or DKIM of the sender's own domain over a letter that he alone stands in as its author: what it
 * signed for one of its people can be brought again in another's name. A name server that is away proves nothing. Without
 * `nameServers` the machine's own are asked.
 */
export function senderProof(nameServers: readonly string[]): ProveSender {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (nameServers.length > 0) resolver.setServers(nameServers);
  const resolve = (name: string, type: string) => resolver.resolve(name, type);
  return async (raw, { sender, ip, helo }) => {
    if (ip === "") return false;
    const asked = authenticate(raw, {
      ip,
      helo,
      sender,
      resolver: resolve as never,
      disableArc: true,
      disableDmarc: true,
      disableBimi: true,
    });
    const silent = new Promise<null>((late) => setTimeout(late, limitMs, null).unref());
    const result = await Promise.race([asked, silent]).catch(() => null);
    if (result === null) return false;
    const domain = sender.slice(sender.lastIndexOf("@") + 1).toLowerCase();
    const authors: readonly string[] = result.dkim.headerFrom ?? [];
    const isAuthor = authors.length === 1 && authors[0]?.toLowerCase() === sender;
    const isSigned = result.dkim.results.some(
      ({ status, signingDomain }) => status.result === "pass" && signingDomain === domain,
    );
    return (isAuthor && isSigned) || (result.spf !== false && result.spf.status.result === "pass");
  };
}
