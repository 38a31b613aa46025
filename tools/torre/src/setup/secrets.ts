import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createUser, fromSeed } from "@nats-io/nkeys";
import { type Home, readJson, readText, writeWhole } from "../system/home.ts";
import { type ServiceName, serviceNames } from "../system/services.ts";

export type Account = { readonly user: string; readonly password: string };

/** What torre itself must remember; each service's own keys are files of their own. */
export type Secrets = {
  readonly mariadbRoot: string;
  readonly databases: Readonly<Record<ServiceName, string>>;
  /** The network engineers' account: it hears `isp.radius.>` and nothing else. */
  readonly engineer: Account;
  /** Keeps the engineers' copy stream, and hears nothing. */
  readonly engineersKeeper: Account;
  /** What `./torre events` listens with. */
  readonly reader: Account;
  readonly demoNas: string;
  /** Of the database user that Postfix and Dovecot read with. */
  readonly mailReader: string;
  readonly mailMaster: string;
  readonly doveadmKey: string;
  readonly hosting: HostingSecrets;
};

/** Passwords between the hosting service and the servers it drives. */
export type HostingSecrets = Readonly<
  Record<"pdns" | "pdnsApi" | "ftp" | "mariadb" | "postgresql", string>
>;

/** The first operator; the gateway makes it when it has none. */
export type Bootstrap = {
  readonly username: string;
  readonly password: string;
  readonly apiToken: string;
};

/** Makes what is missing and keeps what is there, so that every run finds the same secrets. */
export function ensureSecrets(home: Home): Secrets {
  for (const name of serviceNames) ensureServiceKeys(home, name);
  const bootstrap = bootstrapFile(home);
  if (!existsSync(bootstrap)) writeWhole(bootstrap, `${JSON.stringify(newBootstrap())}\n`);
  const secrets = { ...newSecrets(), ...readSecrets(home) };
  writeWhole(secretsFile(home), `${JSON.stringify(secrets)}\n`);
  return secrets;
}

export function readSecrets(home: Home): Secrets | undefined {
  return readJson<Secrets>(secretsFile(home));
}

export function readBootstrap(home: Home): Bootstrap | undefined {
  return readJson<Bootstrap>(bootstrapFile(home));
}

export const bootstrapFile = (home: Home): string => join(home.secrets, "bootstrap.json");
export const nkeyFile = (home: Home, name: ServiceName) => join(home.secrets, `${name}.nkey`);
export const dataKeyFile = (home: Home, name: ServiceName) => join(home.secrets, `${name}.datakey`);
const secretsFile = (home: Home): string => join(home.secrets, "torre.json");

/** The public half of a service's nkey, which the NATS configuration names. */
export function natsUser(home: Home, name: ServiceName): string {
  const seed = readText(nkeyFile(home, name))?.trim() ?? "";
  return fromSeed(new TextEncoder().encode(seed)).getPublicKey();
}

function ensureServiceKeys(home: Home, name: ServiceName): void {
  const nkey = nkeyFile(home, name);
  if (!existsSync(nkey)) writeWhole(nkey, `${new TextDecoder().decode(createUser().getSeed())}\n`);
  const dataKey = dataKeyFile(home, name);
  if (!existsSync(dataKey)) writeWhole(dataKey, `${randomBytes(32).toString("base64")}\n`);
}

function newSecrets(): Secrets {
  const passwords = serviceNames.map((name) => [name, password()]);
  return {
    mariadbRoot: password(),
    databases: Object.fromEntries(passwords) as Secrets["databases"],
    engineer: { user: "engineer", password: password() },
    engineersKeeper: { user: "engineers-keeper", password: password() },
    reader: { user: "torre-events", password: password() },
    demoNas: password(),
    mailReader: password(),
    mailMaster: password(),
    doveadmKey: password(),
    hosting: {
      pdns: password(),
      pdnsApi: password(),
      ftp: password(),
      mariadb: password(),
      postgresql: password(),
    },
  };
}

function newBootstrap(): Bootstrap {
  return {
    username: "admin",
    password: password(),
    apiToken: randomBytes(32).toString("base64url"),
  };
}

/** 120 random bits without a character that a URL, a shell or a configuration file would bend. */
function password(): string {
  return randomBytes(15).toString("hex");
}
