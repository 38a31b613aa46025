import type { Transact } from "@isp/db";
import type { SecretBox } from "@isp/kernel";
import type { Mailboxes, Radius } from "./ports.ts";

export type ReleaseAccess = (subscriptionId: string) => Promise<void>;

type Dependencies = {
  readonly transact: Transact<Pick<Radius, "logins">>;
  readonly mailboxes: Mailboxes;
  readonly box: SecretBox;
};

const most = 100;

/** Gives back what is reserved for one subscription; what went into service stays. */
export function releaseAccess(dependencies: Dependencies): ReleaseAccess {
  return async (subscriptionId) => {
    const held = await dependencies.transact(({ logins }) =>
      logins.page({ subscriptionIds: [subscriptionId], customerIds: [], after: "", limit: most }),
    );
    for (const { id, state } of held) {
      if (state === "reserved") await releaseLogin(dependencies, id);
    }
  };
}

/** A reserved login and its mailbox. */
export async function releaseLogin(
  { transact, mailboxes, box }: Dependencies,
  id: string,
): Promise<void> {
  // Also where no mailbox is known: mail may have reserved one and its answer was lost.
  await mailboxes.release(id, box.digest(`release mailbox ${id}`));
  await transact(async ({ logins }) => {
    const login = await logins.lock(id);
    if (login?.state === "reserved") await logins.remove(id);
  });
}
