import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Account, sql } from "./clients.ts";
import type { Stand } from "./stand.ts";

type Here = Pick<Stand, "status" | "home">;

/** Replaces records of a zone as somebody does who is at home on the DNS server. */
export async function writeRecords(
  { home }: Here,
  zone: string,
  set: { readonly name: string; readonly type: string; readonly records: readonly string[] },
): Promise<void> {
  const config = readFileSync(join(home, "hosting/pdns/pdns.conf"), "utf8");
  const valueOf = (key: string) => new RegExp(`^${key}=(.*)$`, "m").exec(config)?.[1] ?? "";
  const url = `http://127.0.0.1:${valueOf("webserver-port")}/api/v1/servers/localhost/zones/${zone}.`;
  const { name, type, records } = set;
  const changetype = records.length === 0 ? "DELETE" : "REPLACE";
  const rrset = {
    name: `${name}.`,
    type,
    ttl: 300,
    changetype,
    records: records.map((content) => ({ content, disabled: false })),
  };
  const answer = await fetch(url, {
    method: "PATCH",
    headers: { "x-api-key": valueOf("api-key"), "content-type": "application/json" },
    body: JSON.stringify({ rrsets: [rrset] }),
  });
  if (!answer.ok) throw new Error(`PowerDNS answered ${answer.status}: ${await answer.text()}`);
}

/** Where the web server's own administrator would change a site. */
export const vhostOf = ({ home }: Here, siteId: string): string =>
  join(home, "hosting/vhosts/current", `${siteId}.conf`);

export const filesOf = ({ home }: Here, siteId: string, path = ""): string =>
  join(home, "hosting/sites", siteId, "public", path);

/** Runs one statement as the database server's own administrator. */
export async function asAdministrator(
  { status, home }: Here,
  engine: Account["engine"],
  statement: string,
): Promise<void> {
  const secrets = JSON.parse(readFileSync(join(home, "secrets/torre.json"), "utf8")) as {
    readonly hosting: Readonly<Record<Account["engine"], string>>;
  };
  const [username, name] = engine === "mariadb" ? ["root", "mysql"] : ["postgres", "postgres"];
  const password = secrets.hosting[engine];
  const { code, body } = await sql(status, { engine, username, name, password }, statement);
  if (code !== 0) throw new Error(`${engine} refused: ${body}`);
}
