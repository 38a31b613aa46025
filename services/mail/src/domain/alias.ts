import { refuse } from "./errors.ts";
import { checkAddress } from "./mailbox.ts";
import { domainOf } from "./settings.ts";

/** More than anybody needs beside one mailbox. */
const mostAliases = 20;

/** Whether it lies under a domain of the subscription's own; the first is the provider's. */
export function isOwnDomain(address: string, [, ...own]: readonly string[]): boolean {
  return own.includes(domainOf(address));
}

/** The address as it is kept, or a refusal: it lies under a domain of the subscription, and there is room for it. */
export function checkAlias(
  asked: string,
  { mailDomains, present }: { readonly mailDomains: readonly string[]; readonly present: number },
): string {
  const address = asked.trim().toLowerCase();
  checkAddress(address);
  if (!mailDomains.includes(domainOf(address))) {
    throw refuse.address_elsewhere(`${address} is not under a domain of this subscription.`, {
      fields: [{ pointer: "/address", detail: `must be under ${mailDomains.join(" or ")}` }],
    });
  }
  if (present >= mostAliases)
    throw refuse.too_many_aliases(`A mailbox has at most ${mostAliases} further addresses.`);
  return address;
}
