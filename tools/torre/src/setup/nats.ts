import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Home, writeWhole } from "../system/home.ts";
import { serviceNames } from "../system/services.ts";
import { type Permissions, permissionsOf } from "./nats-permissions.ts";
import { natsUser, type Secrets } from "./secrets.ts";
import { renderDeploy } from "./template.ts";
import type { Topology } from "./topology.ts";

export type NatsOptions = {
  readonly home: Home;
  readonly port: number;
  readonly monitorPort: number;
  readonly secrets: Secrets;
  readonly topology: Topology;
};

/** Writes the configuration of the private NATS; answers the arguments to run it with. */
export function ensureNats(options: NatsOptions): readonly string[] {
  const { home, port, monitorPort, secrets } = options;
  const dir = join(home.dir, "nats");
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const users = serviceNames.map((name) =>
    natsUserBlock(natsUser(home, name), permissionsOf(name, options.topology)),
  );
  const config = join(dir, "nats.conf");
  const text = renderDeploy("nats/nats.conf", {
    port,
    monitorPort,
    storeDir: join(dir, "data"),
    serviceUsers: users.join("\n"),
    readerUser: secrets.reader.user,
    readerPassword: secrets.reader.password,
    engineerUser: secrets.engineer.user,
    engineerPassword: secrets.engineer.password,
    keeperUser: secrets.engineersKeeper.user,
    keeperPassword: secrets.engineersKeeper.password,
  });
  writeWhole(config, text);
  return ["-c", config];
}

/** One user of the services' account, as the configuration file writes it. */
export function natsUserBlock(nkey: string, permissions: Permissions): string {
  const list = (subjects: readonly string[]) =>
    `[\n${subjects.map((subject) => `            ${JSON.stringify(subject)}`).join("\n")}\n          ]`;
  return [
    "      {",
    `        nkey: ${nkey}`,
    "        permissions: {",
    `          publish: { allow: ${list(permissions.publish)} }`,
    `          subscribe: { allow: ${list(permissions.subscribe)} }`,
    "        }",
    "      }",
  ].join("\n");
}
