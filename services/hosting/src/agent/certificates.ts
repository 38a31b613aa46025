import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
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
  if (existsSync(certificate) && existsSync(key)) return;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
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
}
