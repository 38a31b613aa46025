import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
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
import { isOutdated, isSelfSigned } from "./acme/due.ts";
import { run } from "./program.ts";
import { certificateFolder, type Places } from "./render.ts";
import type { Site } from "./site.ts";

const days = "397";

/**
 * Gives a site a key and, until an authority issues one, a certificate of its own making. That one is made again
 * when the site's names change and before it ends; an issued one is the renewals' to replace.
 */
export async function ensureCertificate(
  { id, name, aliases }: Site,
  places: Places,
): Promise<void> {
  const dir = certificateFolder(places, id);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const names = [name, `www.${name}`, ...aliases];
  writeWhole(join(dir, "names.json"), JSON.stringify(names));
  const key = join(dir, "site.key");
  if (!existsSync(key)) writeWhole(key, newKey());
  if (mustBeMade(dir, names)) await makeCertificate(dir, { id, names });
  readable(places, dir, key, join(dir, "site.crt"));
}

function mustBeMade(dir: string, names: readonly string[]): boolean {
  const file = join(dir, "site.crt");
  if (!existsSync(file)) return true;
  try {
    const certificate = new X509Certificate(readFileSync(file));
    const isOwn = isSelfSigned(certificate) && isOfKey(certificate, dir);
    return isOwn && isOutdated(certificate, names, Date.now());
  } catch {
    // Whoever broke it is told so, and what he wrote is kept.
    return false;
  }
}

function isOfKey(certificate: X509Certificate, dir: string): boolean {
  return certificate.checkPrivateKey(createPrivateKey(readFileSync(join(dir, "site.key"))));
}

type Named = { readonly id: string; readonly names: readonly string[] };

async function makeCertificate(dir: string, named: Named): Promise<void> {
  const draft = await openssl(dir, named, ["-x509", "-days", days], "site.crt.new");
  renameSync(draft, join(dir, "site.crt"));
}

/** Asks for a certificate of these names over the site's key (PKCS #10), PEM. */
export async function certificateRequest(places: Places, named: Named): Promise<string> {
  const asked = ["-subj", "/"];
  const draft = await openssl(certificateFolder(places, named.id), named, asked, "request.pem");
  return readFileSync(draft, "utf8");
}

async function openssl(
  dir: string,
  { id, names }: Named,
  more: readonly string[],
  product: string,
): Promise<string> {
  // Names go by a file: nothing of them is an argument.
  const config = join(dir, "request.cnf");
  const lines = ["[req]", "distinguished_name = subject", "prompt = no"];
  const extensions = ["x509_extensions = site", "req_extensions = site"];
  const said = names.map((one) => `DNS:${one}`).join(",");
  const sections = ["[subject]", `CN = ${id}`, "[site]", `subjectAltName = ${said}`];
  writeWhole(config, [...lines, ...extensions, ...sections, ""].join("\n"));
  const [key, draft] = [join(dir, "site.key"), join(dir, product)];
  const asked = ["req", "-new", "-sha256", "-key", key, "-config", config, "-out", draft];
  const made = await run("openssl", [...asked, ...more]);
  if (made.code !== 0) throw new Error(`openssl ended with ${made.code}: ${made.problems}`);
  return draft;
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** nginx's workers read them when a visitor asks, and hold them in their memory anyway. */
export function readable({ workerGid }: Places, dir: string, ...files: readonly string[]): void {
  if (workerGid === undefined || process.getuid?.() !== 0) return;
  const folders = [join(dir, ".."), dir].map((path) => [path, 0o710] as const);
  for (const [path, mode] of [...folders, ...files.map((file) => [file, 0o640] as const)]) {
    chownSync(path, 0, workerGid);
    chmodSync(path, mode);
  }
}

/** Why nginx could not serve a site's certificate; empty where it can. It would say so to visitors alone. */
export function certificateFault(places: Places, id: string): string {
  const dir = certificateFolder(places, id);
  try {
    const certificate = new X509Certificate(readFileSync(join(dir, "site.crt")));
    return isOfKey(certificate, dir) ? "" : "the certificate is of another key";
  } catch {
    return "the certificate cannot be read";
  }
}
