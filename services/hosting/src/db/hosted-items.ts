import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import type { Database } from "../domain/database.ts";
import { refuse } from "../domain/errors.ts";
import type { FtpUser } from "../domain/ftp-user.ts";
import type { ItemRows } from "../usecases/ports.ts";
import { hostedRows } from "./hosted-rows.ts";
import type { ZoneHostItem } from "../domain/zone-host.ts";
import { databaseSchema, ftpUserSchema, hostSchema } from "./item.schemas.ts";

const isTaken = (pointer: string) => [{ pointer, detail: "is taken" }];

/** Refuses with `database_taken`. */
export function mysqlDatabases(manager: EntityManager): ItemRows<Database> {
  return hostedRows<Database>(manager, databaseSchema, {
    taken({ name }, error) {
      if (duplicateKey(error) !== "hosted_databases_one_name") return error;
      const about = { fields: isTaken("/name"), cause: error };
      return refuse.database_taken(`There is a database ${name}.`, about);
    },
    kind: "database",
    notFound: (id) => refuse.database_not_found(`There is no database ${id}.`),
  });
}

/** Refuses with `ftp_user_taken`. */
export function mysqlFtpUsers(manager: EntityManager): ItemRows<FtpUser> {
  return hostedRows<FtpUser>(manager, ftpUserSchema, {
    taken({ name }, error) {
      if (duplicateKey(error) !== "ftp_users_one_name") return error;
      const about = { fields: isTaken("/username"), cause: error };
      return refuse.ftp_user_taken(`There is an FTP user ${name}.`, about);
    },
    kind: "ftp-user",
    notFound: (id) => refuse.ftp_user_not_found(`There is no FTP user ${id}.`),
  });
}

/** Refuses with `host_taken`. */
export function mysqlHosts(manager: EntityManager): ItemRows<ZoneHostItem> {
  return hostedRows<ZoneHostItem>(manager, hostSchema, {
    taken({ name }, error) {
      if (duplicateKey(error) !== "zone_hosts_one_name") return error;
      const about = { fields: isTaken("/name"), cause: error };
      return refuse.host_taken(`There is a host ${name}.`, about);
    },
    kind: "dns-host",
    notFound: (id) => refuse.host_not_found(`There is no host ${id}.`),
  });
}
