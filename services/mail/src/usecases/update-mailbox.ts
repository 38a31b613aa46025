import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { expectVersion, refuse } from "../domain/errors.ts";
import { changed, type Mailbox, type MailboxSettings } from "../domain/mailbox.ts";
import { checkCopyDomain, checkSettings, domainOf } from "../domain/settings.ts";
import { keepChanged, requireAlive } from "./keep-mailbox.ts";
import type { Mail, ReadSubscription, Units } from "./ports.ts";
import { renamed } from "./rename-address.ts";

export type MailboxChange = Partial<MailboxSettings> & {
  readonly isHeld?: boolean;
  readonly address?: string;
};

export type UpdateMailbox = (
  request: WriteRequest,
  /** `version` is of what was wanted when it was read; 0 for whatever it is. */
  edit: { readonly id: string; readonly version: bigint; readonly change: MailboxChange },
  units: Units,
) => Promise<Mailbox>;

type Dependencies = {
  readonly look: Transact<Mail>;
  readonly transact: Transact<Mail>;
  readonly clock: Clock;
  readonly readSubscription: ReadSubscription;
};

/** Changes what a mailbox does with its mail; its server goes by it from the commit on (C74 to C78). */
export function updateMailbox(dependencies: Dependencies): UpdateMailbox {
  const { look, transact, clock, readSubscription } = dependencies;
  return async (request, { id, version, change }, units) => {
    const seen = await look(({ mailboxes }) => mailboxes.find(id, units));
    const needsDomains = (change.copyTo ?? "") !== "" || change.address !== undefined;
    const ownDomains = needsDomains
      ? (await readSubscription(seen.subscriptionId)).mailDomains
      : [];
    return transact(async (scope) => {
      const now = clock.now();
      const mailbox = requireAlive(await scope.mailboxes.lock(id, units));
      const { done } = await scope.requests.claim(request, id, now);
      if (done) return mailbox;
      expectVersion(version, mailbox.wanted.version);
      const { isHeld = mailbox.isHeld, address: asked = mailbox.address, ...chosen } = change;
      const address = await addressOf(scope, mailbox, asked, ownDomains);
      const settings = checkSettings({ ...mailbox, ...chosen }, address);
      if (settings.copyTo !== mailbox.copyTo) {
        const isServed = await scope.mailboxes.hasDomain(domainOf(settings.copyTo));
        checkCopyDomain(settings.copyTo, ownDomains, isServed);
      }
      const next = changed(
        mailbox,
        { ...settings, isHeld, address },
        { now, hasServer: scope.hasServer },
      );
      await keepChanged(scope, next);
      await scope.requests.finish(request, now);
      return next;
    });
  };
}

async function addressOf(
  scope: Mail,
  mailbox: Mailbox,
  asked: string,
  ownDomains: readonly string[],
): Promise<string> {
  if (asked.trim().toLowerCase() === mailbox.address) return mailbox.address;
  if (mailbox.loginId === null) return renamed(scope, mailbox, asked, ownDomains);
  throw refuse.of_a_login(`${mailbox.address} has the name of its login; rename that.`);
}
