import type { Needed } from "../debian.ts";

/** What customers' sites, zones, FTP users and databases run on. */
export const neededToHost: readonly Needed[] = [
  { program: "pdns_server", package: "pdns-server" },
  {
    program: "pdns_server",
    package: "pdns-backend-mysql",
    file: "/usr/lib/*/pdns/libgmysqlbackend.so",
  },
  { program: "nginx", package: "nginx" },
  { program: "proftpd", package: "proftpd-core" },
  {
    program: "proftpd",
    package: "proftpd-mod-mysql",
    file: "/usr/lib/proftpd/mod_sql_mysql.so",
  },
  { program: "proftpd", package: "proftpd-mod-crypto", file: "/usr/lib/proftpd/mod_sftp.so" },
  {
    program: "postgres",
    package: "postgresql-15",
    file: "/usr/lib/postgresql/*/bin/postgres",
  },
  { program: "goaccess", package: "goaccess" },
  { program: "setpriv", package: "util-linux" },
];
