import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, generatePassword, isGone, type SecretBox } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { pendingReason } from "../domain/hosted-item.ts";
import { databaseContext } from "../domain/secret-contexts.ts";
import { databaseKind } from "./items/hung-kinds.ts";
import { told, type ToldDatabase } from "./items/told-database.ts";
import { wantAnew } from "./items/want-anew.ts";
import type { Hosting, Units } from "./ports.ts";

export type ChangeDatabasePassword = (
  request: WriteRequest,
  id: string,
  units: Units,
) => Promise<ToldDatabase>;

/** Gives the user of a database a new password (C97); his open sessions end, as they may be a stranger's. */
export function changeDatabasePassword(
  transact: Transact<Hosting>,
  clock: Clock,
  box: Pick<SecretBox, "seal" | "open">,
  isDriven: boolean,
): ChangeDatabasePassword {
  const kind = databaseKind(box, isDriven);
  return (request, id, units) =>
    transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, id, now);
      const known = await scope.databases.lock(id, units);
      if (done) return told(known, request, box);
      if (isGone(known)) throw refuse.database_not_found(`There is no database ${id}.`);
      const changed = {
        ...known,
        password: box.seal(generatePassword(), databaseContext(id)),
        passwordRequest: request.requestId,
      };
      const next = wantAnew(changed, now, pendingReason(known, isDriven));
      await scope.databases.save(next);
      await kind.say(scope, "changed", next, "");
      await scope.requests.finish(request, now);
      return told(next, request, box);
    });
}
