import { checkAlias, isOwnDomain } from "../domain/alias.ts";
import type { Mailbox } from "../domain/mailbox.ts";
import type { Mail } from "./ports.ts";

/** The address as it is kept. What was written to the former one still comes, and nobody else gets it. */
export async function renamed(
  { aliases, mailboxes }: Mail,
  { id, address: former }: Mailbox,
  asked: string,
  mailDomains: readonly string[],
): Promise<string> {
  const wanted = asked.trim().toLowerCase();
  if (wanted === former) return former;
  // Its former name becomes one of them, and the new one is none any more.
  const others = (await aliases.of(id)).filter((alias) => alias !== wanted);
  const address = checkAlias(wanted, { mailDomains, present: others.length });
  await aliases.remove(id, [address]);
  await mailboxes.rename(id, address);
  await aliases.add(id, former, isOwnDomain(former, mailDomains));
  return address;
}
