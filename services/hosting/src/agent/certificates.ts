import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { isId } from "@isp/kernel";
import { isOutdated, isSelfSigned } from "./acme/due.ts";
import { run } from "./program.ts";
import { certificateFolder, type Places } from "./render.ts";
import type { Site } from "./site.ts";
import { writeAnew, writeWhole } from "./whole-files.ts";

const days = "397";

/** Sees to a site's certificate; why nginx could not serve it, empty where it can. One site's trouble is its own. */
export async function certificateFor(site: Site, places: Places): Promise<string> {
  const dir = certificateFolder(places, site.id);
  if (isStrangers(dir)) return "the certificate or its key is somebody else's";
  try {
    await ensureCertificate(site, places);
  } catch (error) {
    return `the certificate cannot be made: ${error instanceof Error ? error.message : ""}`;
  }
  return certificateFault(places, site.id);
}

/** Whoever owns a key knows it, and a link leads to what is not the site's. */
function isStrangers(dir: string): boolean {
  const own = process.getuid?.();
  const folder = lstatSync(dir, { throwIfNoEntry: false });
  if (folder !== undefined && (!folder.isDirectory() || folder.uid !== own)) return true;
  return ["site.key", "site.crt"].some((name) => {
    const there = lstatSync(join(dir, name), { throwIfNoEntry: false });
    return there !== undefined && (!there.isFile() || there.uid !== own);
  });
}

/**
 * Gives a site a key and, until an authority issues one, a certificate of its own making. That one is made again
 * when the site's names change and before it ends; an issued one is the renewals' to replace.
 */
async function ensureCertificate({ id, name, aliases }: Site, places: Places): Promise<void> {
  const dir = certificateFolder(places, id);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const names = [name, `www.${name}`, ...aliases];
  keepNames(join(dir, "names.json"), JSON.stringify(names));
  const key = join(dir, "site.key");
  if (!existsSync(key)) writeWhole(key, newKey());
  if (mustBeMade(dir, names)) await makeCertificate(dir, { id, names });
  readable(places, dir, key, join(dir, "site.crt"));
}

function keepNames(file: string, text: string): void {
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeWhole(file, text);
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
  const draft = await openssl(dir, named, ["-x509", "-days", days], "own.crt");
  // One may have been issued meanwhile.
  if (mustBeMade(dir, named.names)) renameSync(draft, join(dir, "site.crt"));
  else rmSync(draft);
}

/** Asks for a certificate of these names over the site's key (PKCS #10), PEM. */
export async function certificateRequest(places: Places, named: Named): Promise<string> {
  const asked = ["-subj", "/"];
  const draft = await openssl(certificateFolder(places, named.id), named, asked, "request.pem");
  const request = readFileSync(draft, "utf8");
  rmSync(draft);
  return request;
}

async function openssl(
  dir: string,
  { id, names }: Named,
  more: readonly string[],
  product: string,
): Promise<string> {
  // Names go by a file: nothing of them is an argument.
  const config = join(dir, `${product}.cnf`);
  const lines = ["[req]", "distinguished_name = subject", "prompt = no"];
  const extensions = ["x509_extensions = site", "req_extensions = site"];
  const said = names.map((one) => `DNS:${one}`).join(",");
  const sections = ["[subject]", `CN = ${id}`, "[site]", `subjectAltName = ${said}`];
  writeAnew(config, [...lines, ...extensions, ...sections, ""].join("\n"));
  const [key, draft] = [join(dir, "site.key"), join(dir, product)];
  rmSync(draft, { recursive: true, force: true });
  const asked = ["req", "-new", "-sha256", "-key", key, "-config", config, "-out", draft];
  const made = await run("openssl", [...asked, ...more]);
  rmSync(config);
  if (made.code !== 0) throw new Error(`openssl ended with ${made.code}: ${made.problems}`);
  return draft;
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
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

/** nginx would say so to visitors alone. */
function certificateFault(places: Places, id: string): string {
  const dir = certificateFolder(places, id);
  try {
    const certificate = new X509Certificate(readFileSync(join(dir, "site.crt")));
    return isOfKey(certificate, dir) ? "" : "the certificate is of another key";
  } catch {
    return "the certificate cannot be read";
  }
}

/** Whether nginx could serve this chain beside the site's key. */
export function isOfSite(places: Places, id: string, certificate: X509Certificate): boolean {
  return isOfKey(certificate, certificateFolder(places, id));
}

/** Removes a given up site's key with its certificate. */
export function removeCertificate(places: Places, id: string): void {
  if (!isId(id)) throw new Error("a certificate's folder is named by its site's id");
  rmSync(certificateFolder(places, id), { recursive: true, force: true });
}
