import type { common } from "@isp/contracts";
import { followService, isGone, timeOfId } from "@isp/kernel";
import { type Mailbox, pendingReason } from "../domain/mailbox.ts";
import { domainOf } from "../domain/settings.ts";
import { keepChanged, promoteOldest } from "./keep-mailbox.ts";
import type { Mail } from "./ports.ts";

/**
 * Gives up what lies under a domain that hosting gave up (C95): who registers it next neither gets it nor
 * finds its names taken. Mailboxes keep their address as long as the domain keeps its name (D13). Only what
 * hangs where the domain hung, and came before its end, is meant: the name may have another owner by now.
 */
export async function giveUpDomain(
  scope: Mail,
  { name, subscriptionId, wanted }: common.Item,
  now: Date,
): Promise<void> {
  const { mailboxes, aliases, hasServer } = scope;
  // A unit's, by now or when its logins came, is the provider's, whether he hosts it or not.
  if ((await scope.unitDomains.has(name)) || (await mailboxes.hasLogins(name))) return;
  const at = wanted?.at ?? now;
  const isUnder = ({ id, address, loginId }: Mailbox) =>
    loginId === null && domainOf(address) === name && timeOfId(id) <= at;
  let lostMain = false;
  for (const mailbox of await mailboxes.lockOfSubscription(subscriptionId)) {
    const present = await aliases.of(mailbox.id);
    await aliases.remove(
      mailbox.id,
      present.filter((alias) => domainOf(alias) === name),
    );
    if (isGone(mailbox) || !isUnder(mailbox)) continue;
    const gone = followService(mailbox, "deleted", at, pendingReason(mailbox, hasServer));
    await keepChanged(scope, { ...gone, isMain: false }, "deleted");
    lostMain ||= mailbox.isMain;
  }
  if (lostMain) await promoteOldest(scope, subscriptionId);
}
