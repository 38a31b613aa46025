import { X509Certificate } from "node:crypto";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { output } from "../system/command.ts";
import { type Home, readText, repository } from "../system/home.ts";
import { serviceNames } from "../system/services.ts";

const authorityDays = 3650;
const serviceDays = 397;
/** A certificate with less time left is made anew at the next `./torre up`. */
const renewDays = 30;
const dayMs = 86_400_000;

export const authorityFile = (home: Home): string => join(home.secrets, "ca.crt");
export const certificateFile = (home: Home, name: string) => join(home.secrets, `${name}.crt`);
export const tlsKeyFile = (home: Home, name: string) => join(home.secrets, `${name}.key`);

/** Makes the authority of this installation and a certificate for every service, where needed. */
export async function ensureCertificates(home: Home, now: Date = new Date()): Promise<void> {
  const ca = { crt: authorityFile(home), key: join(home.secrets, "ca.key") };
  const authorityIsNew = daysLeft(ca.crt, now) < renewDays;
  if (authorityIsNew) {
    await newKey(ca.key);
    await newCertificate("Torre local authority", [
      "-key",
      ca.key,
      "-extensions",
      "authority",
      "-days",
      `${authorityDays}`,
      "-out",
      ca.crt,
    ]);
  }
  // On their machines these are what a service is elsewhere.
  for (const name of [...serviceNames, "mailserver", "web-agent", "ftp"]) {
    const crt = certificateFile(home, name);
    if (!authorityIsNew && daysLeft(crt, now) >= renewDays) continue;
    const key = tlsKeyFile(home, name);
    await newKey(key);
    await newCertificate(name, [
      "-key",
      key,
      "-CA",
      ca.crt,
      "-CAkey",
      ca.key,
      "-extensions",
      "service",
      "-days",
      `${serviceDays}`,
      "-out",
      crt,
    ]);
  }
}

/** Whole days until a certificate ends; minus infinity when there is none. */
export function daysLeft(path: string, now: Date): number {
  const pem = readText(path);
  if (pem === undefined) return Number.NEGATIVE_INFINITY;
  const until = new X509Certificate(pem).validToDate.getTime();
  return Math.floor((until - now.getTime()) / dayMs);
}

async function newKey(path: string): Promise<void> {
  await output("openssl", [
    "genpkey",
    "-algorithm",
    "EC",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-out",
    path,
  ]);
  chmodSync(path, 0o600);
}

async function newCertificate(name: string, args: readonly string[]): Promise<void> {
  const config = join(repository, "deploy/tls/openssl.cnf");
  await output("openssl", ["req", "-x509", "-new", "-sha256", "-config", config, ...args], {
    env: { ...process.env, TORRE_NAME: name },
  });
}
