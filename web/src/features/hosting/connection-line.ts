import type { Engine } from "../../api/hosting.ts";

export type Account = {
  readonly engine: Engine;
  readonly host: string;
  readonly port: number;
  readonly name: string;
  readonly username: string;
  readonly password?: string;
};

const schemes: Readonly<Record<Engine, string>> = { mariadb: "mysql", postgresql: "postgresql" };

/** The address that a customer's program takes as it is; nothing while no server has the database. */
export function connectionLine({ engine, host, port, name, username, password }: Account): string {
  if (host === "") return "";
  const who = password === undefined ? username : `${username}:${encodeURIComponent(password)}`;
  const at = host.includes(":") ? `[${host}]` : host;
  return `${schemes[engine]}://${who}@${at}:${port}/${name}`;
}
