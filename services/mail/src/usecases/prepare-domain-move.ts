import type { Transact } from "@isp/db";
import { type Clock, type Failpoints, generatePassword, isGone } from "@isp/kernel";
import type { Mailbox } from "../domain/mailbox.ts";
import { quotaFor } from "../domain/offer.ts";
import { domainOf } from "../domain/settings.ts";
import type { HashPassword, Mail, MailSubscription, ReadSubscription } from "./ports.ts";

/** Which hosted domain goes where, with the mailboxes under it. */
export type DomainMove = {
  readonly domainId: string;
  readonly name: string;
  readonly domainVersion: bigint;
  readonly fromSubscriptionId: string;
  readonly toSubscriptionId: string;
  readonly withContent: boolean;
  /** Names what is made ready; hosting's fact says which of several was decided. */
  readonly preparationId: string;
};

export type MoveConflict = { readonly code: string; readonly detail: string };

export type PrepareDomainMove = {
  readonly preview: (move: DomainMove) => Promise<{
    readonly mailboxes: readonly Mailbox[];
    readonly conflicts: readonly MoveConflict[];
  }>;
  readonly prepare: (move: DomainMove) => Promise<{
    readonly conflicts: readonly MoveConflict[];
    readonly secrets: readonly { readonly address: string; readonly password: string }[];
  }>;
};

type Dependencies = {
  readonly look: Transact<Mail>;
  readonly transact: Transact<Mail>;
  readonly clock: Clock;
  readonly hash: HashPassword;
  readonly readSubscription: ReadSubscription;
  readonly failpoint: Failpoints;
};

/**
 * Makes mailboxes ready to go where their domain goes (C99). Hosting decides; until its fact is heard nothing
 * is otherwise here, so that whatever dies meanwhile leaves all of it on one side.
 */
export function prepareDomainMove(dependencies: Dependencies): PrepareDomainMove {
  const { look, transact, clock, hash, readSubscription, failpoint } = dependencies;
  const planned = async (move: DomainMove) => {
    const target = await readSubscription(move.toSubscriptionId);
    return look(async (scope) => {
      const mailboxes = await goingWith(scope, move);
      const there = await scope.mailboxes.ofSubscription(move.toSubscriptionId);
      return { target, mailboxes, conflicts: conflictsOf(mailboxes, there, target) };
    });
  };
  return {
    async preview(move) {
      const { mailboxes, conflicts } = await planned(move);
      return { mailboxes, conflicts };
    },
    async prepare(move) {
      const { target, mailboxes, conflicts } = await planned(move);
      if (conflicts.length > 0) return { conflicts, secrets: [] };
      const handed = mailboxes.filter(({ customerId }) => customerId !== target.customerId);
      const secrets: { readonly address: string; readonly password: string }[] = [];
      const hashes: Record<string, string> = {};
      for (const { id, address } of handed) {
        const password = generatePassword();
        secrets.push({ address, password });
        hashes[id] = await hash(password);
      }
      const { customerId, terms } = target;
      const quotaMb = quotaFor(terms, 0);
      const preparedAt = clock.now();
      await transact(({ moves }) =>
        moves.keep({ ...move, customerId, quotaMb, hashes, preparedAt }),
      );
      failpoint("mail.domain_prepared");
      return { conflicts, secrets };
    },
  };
}

/** Those under the domain that hang where it hangs. */
export async function goingWith(
  { mailboxes }: Pick<Mail, "mailboxes">,
  { name, fromSubscriptionId }: Pick<DomainMove, "name" | "fromSubscriptionId">,
): Promise<readonly Mailbox[]> {
  const held = await mailboxes.ofSubscription(fromSubscriptionId);
  return held.filter((mailbox) => !isGone(mailbox) && domainOf(mailbox.address) === name);
}

function conflictsOf(
  going: readonly Mailbox[],
  there: readonly Mailbox[],
  { terms }: MailSubscription,
): readonly MoveConflict[] {
  const ofLogins = going.filter(({ loginId }) => loginId !== null);
  const moving = going.filter(({ isAdditional }) => !isAdditional).length;
  const present = there.filter((held) => !isGone(held) && !held.isAdditional).length;
  const full = moving > 0 && moving + present > terms.included;
  return [
    ...ofLogins.map(({ address }) => ({
      code: "mail.of_a_login",
      detail: `${address} goes with its login`,
    })),
    ...(full
      ? [
          {
            code: "mail.included_used_up",
            detail: `${moving} more mailboxes than the ${terms.included} of the plan, with ${present} there`,
          },
        ]
      : []),
  ];
}
