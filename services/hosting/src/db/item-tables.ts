import type { WorkKind } from "../usecases/ports.ts";

/** Where the items of each kind stand. */
export const itemTables: Readonly<Record<WorkKind, string>> = {
  domain: "domains",
  database: "hosted_databases",
  "ftp-user": "ftp_users",
  "dns-host": "zone_hosts",
};
