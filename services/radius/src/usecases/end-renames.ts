import type { Transact } from "@isp/db";
import { derivedRequestId, type Failpoints } from "@isp/kernel";
import { finishRename, type RenameScope } from "./finish-rename.ts";
import type { Mailboxes, Radius } from "./ports.ts";

type Dependencies = {
  readonly look: Transact<Pick<Radius, "logins" | "renames">>;
  readonly transact: Transact<RenameScope>;
  readonly mailboxes: Mailboxes;
  readonly failpoint: Failpoints;
};

const atOnce = 50;

/**
 * Ends renames that whoever asked for them left in the middle; true when there may be more. One that mail
 * refuses keeps no other waiting: it is over, and login and mailbox have the name that they had.
 */
export function endRenames(dependencies: Dependencies): () => Promise<boolean> {
  const { look } = dependencies;
  const finish = finishRename(dependencies);
  return async () => {
    const left = await look(({ renames }) => renames.left(atOnce));
    const ended = await Promise.allSettled(
      left.map(({ loginId, name }) =>
        finish(loginId, name, derivedRequestId(loginId, `rename to ${name}`)),
      ),
    );
    const refused = ended.find((outcome) => outcome.status === "rejected");
    if (refused !== undefined) throw refused.reason;
    return left.length === atOnce;
  };
}
