import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { checkAlias, isOwnDomain } from "../domain/alias.ts";
import { requireAlive } from "./keep-mailbox.ts";
import type { Mail, ReadSubscription, Units } from "./ports.ts";

type Named = { readonly mailboxId: string; readonly address: string };

export type EditAliases = {
  readonly list: (mailboxId: string, units: Units) => Promise<readonly string[]>;
  readonly add: (request: WriteRequest, asked: Named, units: Units) => Promise<string>;
  readonly remove: (request: WriteRequest, asked: Named, units: Units) => Promise<void>;
};

type Dependencies = {
  readonly look: Transact<Mail>;
  readonly transact: Transact<Mail>;
  readonly clock: Clock;
  readonly readSubscription: ReadSubscription;
};

/** Further addresses of a mailbox; Postfix goes by them from the commit on. */
export function editAliases(dependencies: Dependencies): EditAliases {
  const { look, transact, clock, readSubscription } = dependencies;
  const found = async ({ mailboxes }: Mail, id: string, units: Units) =>
    requireAlive(await mailboxes.find(id, units));
  return {
    list: (mailboxId, units) =>
      look(async (scope) => scope.aliases.of((await found(scope, mailboxId, units)).id)),
    async add(request, { mailboxId, address: asked }, units) {
      const seen = await look((scope) => found(scope, mailboxId, units));
      const { mailDomains } = await readSubscription(seen.subscriptionId);
      return transact(async (scope) => {
        const now = clock.now();
        const mailbox = requireAlive(await scope.mailboxes.lock(mailboxId, units));
        const { done } = await scope.requests.claim(request, mailboxId, now);
        const present = await scope.aliases.of(mailboxId);
        if (done) return asked.trim().toLowerCase();
        const offered = mailbox.subscriptionId === seen.subscriptionId ? mailDomains : [];
        const address = checkAlias(asked, { mailDomains: offered, present: present.length });
        await scope.aliases.add(mailboxId, address, isOwnDomain(address, offered));
        await scope.requests.finish(request, now);
        return address;
      });
    },
    remove: (request, { mailboxId, address }, units) =>
      transact(async (scope) => {
        const now = clock.now();
        await scope.mailboxes.lock(mailboxId, units);
        const { done } = await scope.requests.claim(request, mailboxId, now);
        if (done) return;
        await scope.aliases.remove(mailboxId, [address.toLowerCase()]);
        await scope.requests.finish(request, now);
      }),
  };
}
