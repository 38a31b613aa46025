import type { WriteRequest } from "@isp/db";
import { generatePassword, type SecretBox } from "@isp/kernel";
import { checkDatabase, isEngine, usernameFor } from "../domain/database.ts";
import { refuse } from "../domain/errors.ts";
import { checkDatabaseRoom, checkOffered } from "../domain/room.ts";
import { databaseContext } from "../domain/secret-contexts.ts";
import { type Dependencies, hangItem } from "./hang-item.ts";
import { told, type ToldDatabase } from "./items/told-database.ts";
import { databaseKind } from "./items/hung-kinds.ts";
import type { Hosting, Units } from "./ports.ts";

export type NewDatabase = {
  readonly domainId: string;
  readonly engine: string;
  /** Empty where none is picked. */
  readonly serverId: string;
  readonly name: string;
};

/** The password of its user is for whoever asked by this request; empty once it has another. */
export type CreateDatabase = (
  request: WriteRequest,
  wanted: NewDatabase,
  units: Units,
) => Promise<ToldDatabase>;

/** Creates a database with a user of its own (C97, D14); its server takes it over when it is there. */
export function createDatabase(
  dependencies: Dependencies,
  box: Pick<SecretBox, "seal" | "open">,
): CreateDatabase {
  const kind = databaseKind(box, dependencies.isDriven);
  return async (request, { domainId, engine, serverId, name }, units) => {
    checkDatabase({ name, engine });
    if (!isEngine(engine)) throw refuse.database_invalid(`${engine} is no engine.`);
    const about = { request, place: { domainId, units } };
    const database = await hangItem(dependencies, kind, about, {
      check({ plan }, present) {
        checkOffered(plan, "new-database", "add-database");
        checkDatabaseRoom(plan, present);
      },
      async make(base, scope) {
        if (serverId !== "") await checkServerOf(scope, serverId);
        return {
          ...base,
          name,
          engine,
          serverId: serverId === "" ? null : serverId,
          username: usernameFor(name),
          sizeBytes: 0n,
          password: box.seal(generatePassword(), databaseContext(base.id)),
          passwordRequest: request.requestId,
        };
      },
    });
    return told(database, request, box);
  };
}

async function checkServerOf({ servers }: Hosting, id: string): Promise<void> {
  const { kind } = await servers.lock(id);
  if (kind === "database") return;
  throw refuse.database_invalid("The server is not one of databases.", {
    fields: [{ pointer: "/serverId", detail: "is not a server of databases" }],
  });
}
