import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startTorre, type Status, type Torre } from "@isp/torre";
import { type Connection, createConnection } from "mysql2/promise";
import { apiOf } from "../../e2e/story/api.ts";

export type RadiusSystem = {
  readonly torre: Torre;
  readonly status: Status;
  readonly db: Connection;
  /** Of radius' own database user. */
  readonly password: string;
  /** What radius shows under this name, or 0 while it shows nothing. */
  readonly metric: (name: string) => Promise<number>;
  readonly stop: () => Promise<void>;
};

type Secrets = {
  readonly mariadbRoot: string;
  readonly databases: { readonly radius: string };
};

/** A whole system of its own, with a connection to its database as root. */
export async function startRadiusSystem(): Promise<RadiusSystem> {
  const torre = await startTorre();
  const status = await torre.status();
  const secrets = JSON.parse(
    readFileSync(join(torre.home.secrets, "torre.json"), "utf8"),
  ) as Secrets;
  const { host, port } = status.mariadb;
  const password = secrets.mariadbRoot;
  const db = await createConnection({ host, port, user: "root", password, timezone: "Z" });
  const url = status.services.find(({ name }) => name === "radius")?.metricsUrl ?? "";
  return {
    torre,
    status,
    db,
    password: secrets.databases.radius,
    async metric(name) {
      const text = await fetch(url).then(
        (answer) => answer.text(),
        () => "",
      );
      return Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1] ?? 0);
    },
    async stop() {
      await db.end();
      await torre.stop();
    },
  };
}

/** Registers an access server for each of these source addresses. */
export async function addAccessServers(
  status: Status,
  addresses: readonly string[],
  secret: string,
): Promise<void> {
  const api = apiOf(status);
  for (const [index, address] of addresses.entries())
    await api.post("/nas", { name: `BRAS ${index + 1}`, address, secret, vendor: "mikrotik" });
}

/** Starts radius afresh: the process that has taken over, once it has loaded so many logins. */
export async function restartRadius(
  { torre, metric }: Pick<RadiusSystem, "torre" | "metric">,
  logins: number,
): Promise<number> {
  const former = torre.process("radius")?.pid;
  torre.killService("radius", "SIGTERM");
  for (;;) {
    const loaded = await metric("isp_radius_model_logins");
    const current = torre.process("radius")?.pid;
    if (loaded >= logins && current !== undefined && current !== former) return current;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
