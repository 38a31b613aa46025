import type { Installation } from "./environment.ts";
import { mailReader } from "./mail-reader.ts";

/** How Postfix and Dovecot reach their views. */
export function databaseValues({ ports, secrets }: Installation) {
  return {
    databaseHost: "127.0.0.1",
    databasePort: ports.mariadb,
    database: "mail",
    databaseUser: mailReader,
    databasePassword: secrets.mailReader,
  };
}
