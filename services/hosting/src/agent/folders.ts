import { chmodSync, chownSync, lstatSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isId } from "@isp/kernel";
import { run } from "./program.ts";
import { publicFolder, type Places } from "./render.ts";

const asRoot = () => process.getuid?.() === 0;

/**
 * A site's folder belongs to root, so that the customer cannot put a link in its place; what is inside, in
 * `public`, is his. Once made it is never owned anew: root does not walk through a customer's files (S53).
 */
export function ensureSiteFolder(places: Places, id: string, uid: number): void {
  const site = siteFolder(places, id);
  mkdirSync(site, { recursive: true, mode: 0o711 });
  chmodSync(site, 0o711);
  const files = publicFolder(places, id);
  const there = lstatSync(files, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) return;
  if (there !== undefined) throw new Error(`${files} is no folder`);
  const draft = join(site, "public.new");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o755 });
  chmodSync(draft, 0o755);
  if (asRoot()) chownSync(draft, uid, uid);
  renameSync(draft, files);
}

/** Only an id names a folder: never a path, never nothing (S54). */
export function siteFolder({ sitesDir }: Pick<Places, "sitesDir">, id: string): string {
  if (!isId(id)) throw new Error("a site's folder is named by its id");
  return join(sitesDir, id);
}

/** Removes a site's files, out of their owner's reach first. Links inside are removed, never followed. */
export async function removeSiteFolder(places: Places, id: string): Promise<void> {
  const trash = join(places.vhostsDir, "trash");
  mkdirSync(trash, { recursive: true, mode: 0o700 });
  const doomed = join(trash, id);
  const there = lstatSync(siteFolder(places, id), { throwIfNoEntry: false });
  if (there !== undefined) renameSync(siteFolder(places, id), doomed);
  const removed = await run("rm", ["-rf", "--one-file-system", "--", doomed]);
  if (removed.code !== 0) throw new Error(`rm ended with ${removed.code}: ${removed.problems}`);
}

/** Makes folders of a site as the site's own user, who can do no more there than the customer could. */
export async function makeFolders(
  places: Places,
  {
    siteId,
    uid,
    paths,
  }: { readonly siteId: string; readonly uid: number; readonly paths: readonly string[] },
): Promise<void> {
  ensureSiteFolder(places, siteId, uid);
  const top = publicFolder(places, siteId);
  const user = asRoot() ? { uid, gid: uid } : {};
  for (const path of paths) {
    refuseLinks(top, path);
    const made = await run("mkdir", ["-p", "--", join(top, path)], user);
    if (made.code !== 0) throw new Error(`mkdir ended with ${made.code}: ${made.problems}`);
    refuseLinks(top, path);
  }
}

/** What is wrong with folders of a site, a sentence each; nothing is touched, and no link is followed. */
export function folderFaults(
  places: Places,
  {
    siteId,
    uid,
    paths,
  }: { readonly siteId: string; readonly uid: number; readonly paths: readonly string[] },
): string[] {
  const top = publicFolder(places, siteId);
  return paths.flatMap((path) => {
    const steps = path.split("/").filter((step) => step !== "");
    let folder = top;
    for (const step of ["", ...steps]) {
      folder = join(folder, step);
      const there = lstatSync(folder, { throwIfNoEntry: false });
      if (there === undefined) return [`the folder ${path} is missing`];
      if (!there.isDirectory()) return [`${path} is no folder`];
      if (asRoot() && there.uid !== uid) return [`the folder ${path} is another user's`];
    }
    return [];
  });
}

function refuseLinks(top: string, path: string): void {
  const steps = path.split("/").filter((step) => step !== "");
  steps.reduce((folder, step) => {
    const next = join(folder, step);
    const there = lstatSync(next, { throwIfNoEntry: false });
    if (there !== undefined && !there.isDirectory()) throw new Error(`${path} is no folder`);
    return next;
  }, top);
}

/** What a site's files take; links count as themselves. */
export async function diskBytesOf(places: Places, id: string): Promise<bigint> {
  const folder = publicFolder(places, id);
  const { output } = await run("du", [
    "--summarize",
    "--bytes",
    "--no-dereference",
    "--one-file-system",
    "--",
    folder,
  ]);
  const bytes = /^(\d+)\s/.exec(output)?.[1];
  return bytes === undefined ? 0n : BigInt(bytes);
}
