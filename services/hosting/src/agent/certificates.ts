import { createPrivateKey, X509Certificate } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { run } from "./program.ts";
import { certificateFolder, type Places } from "./render.ts";
import type { Site } from "./site.ts";

const days = "397";

/** A certificate of the site's own making, until one is issued for it. */
export async function ensureCertificate(
  { id, name, aliases }: Site,
  places: Places,
): Promise<void> {
  const dir = certificateFolder(places, id);
  const [certificate, key] = [join(dir, "site.crt"), join(dir, "site.key")];
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (existsSync(certificate) && existsSync(key)) return readable(places, dir);
  // Names go by a file: nothing of them is an argument.
  const names = [name, `www.${name}`, ...aliases].map((one) => `DNS:${one}`).join(",");
  const config = join(dir, "request.cnf");
  const lines = ["[req]", "distinguished_name = subject", "x509_extensions = site", "prompt = no"];
  const more = ["[subject]", `CN = ${id}`, "[site]", `subjectAltName = ${names}`];
  writeFileSync(config, [...lines, ...more, ""].join("\n"), { mode: 0o600 });
  const asked = ["req", "-x509", "-new", "-sha256", "-nodes", "-newkey", "ec"];
  const curve = ["-pkeyopt", "ec_paramgen_curve:P-256", "-days", days, "-config", config];
  const made = await run("openssl", [
    ...asked,
    ...curve,
    "-keyout",
    `${key}.new`,
    "-out",
    `${certificate}.new`,
  ]);
  if (made.code !== 0) throw new Error(`openssl ended with ${made.code}: ${made.problems}`);
  renameSync(`${key}.new`, key);
  renameSync(`${certificate}.new`, certificate);
  readable(places, dir);
}

/** nginx's workers read them when a visitor asks, and hold them in their memory anyway. */
function readable({ workerGid }: Places, dir: string): void {
  if (workerGid === undefined || process.getuid?.() !== 0) return;
  for (const [path, mode] of [
    [join(dir, ".."), 0o710],
    [dir, 0o710],
    [join(dir, "site.crt"), 0o640],
    [join(dir, "site.key"), 0o640],
  ] as const) {
    chownSync(path, 0, workerGid);
    chmodSync(path, mode);
  }
}

/** Why nginx could not serve a site's certificate; empty where it can. It would say so to visitors alone. */
export function certificateFault(places: Places, id: string): string {
  const dir = certificateFolder(places, id);
  try {
    const certificate = new X509Certificate(readFileSync(join(dir, "site.crt")));
    const key = createPrivateKey(readFileSync(join(dir, "site.key")));
    return certificate.checkPrivateKey(key) ? "" : "the certificate is of another key";
  } catch {
    return "the certificate cannot be read";
  }
}
