import { refuse } from "./errors.ts";

/** What a subscription's plan offers to a new mailbox. */
export type Offer = {
  readonly included: number;
  readonly additionalFeeCents: bigint;
  readonly planQuotaMb: number;
  /** Names of the catalogue's right-click options (D21); none where it restricts nothing. */
  readonly options: readonly string[];
  /** The unit's mail domain first, then the domains of the subscription. */
  readonly mailDomains: readonly string[];
  readonly isAdditional: boolean;
};

const defaultQuotaMb = 1_024;

/** Refuses a mailbox that the plan does not offer, or whose name would belong to somebody else (C72). */
export function checkOffer(offer: Offer, address: string, includedPresent: number): void {
  const domain = address.slice(address.lastIndexOf("@") + 1);
  const option = offer.isAdditional ? "new-additional-email" : "new-email";
  // A hosting plan may offer mailboxes under its own domain only (C84).
  const isOwnDomain = domain !== offer.mailDomains[0];
  const offering = isOwnDomain ? [option, "new-domain-email"] : [option];
  if (offer.options.length > 0 && !offering.some((named) => offer.options.includes(named))) {
    throw refuse.not_offered(`The plan does not offer ${option}.`);
  }
  if (!offer.mailDomains.includes(domain)) {
    const detail = `must be under ${offer.mailDomains.join(" or ")}`;
    throw refuse.address_elsewhere(`${address} is not under a domain of this subscription.`, {
      fields: [{ pointer: "/address", detail }],
    });
  }
  if (!offer.isAdditional && includedPresent >= offer.included) {
    throw refuse.included_used_up(
      `The plan includes ${offer.included} mailboxes, and all are taken; ask for an additional one.`,
    );
  }
}

/** The plan's quota, or a smaller one that was asked for. */
export function quotaFor({ planQuotaMb }: Pick<Offer, "planQuotaMb">, askedMb: number): number {
  const most = planQuotaMb || defaultQuotaMb;
  if (askedMb === 0) return most;
  if (askedMb > 0 && askedMb <= most) return askedMb;
  throw refuse.quota_too_large(`The plan's quota is ${most} MB.`, {
    fields: [{ pointer: "/quotaMb", detail: `must lie between 1 and ${most}` }],
  });
}
