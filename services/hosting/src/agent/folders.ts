import { chmodSync, chownSync, fstatSync, lstatSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isId } from "@isp/kernel";
import { makeFolderInside, refusing, stepsOf, walk } from "./open-folder.ts";
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

type SiteFolders = {
  readonly siteId: string;
  readonly uid: number;
  readonly paths: readonly string[];
};

/** Makes folders of a site as the site's own user. */
export async function makeFolders(places: Places, asked: SiteFolders): Promise<void> {
  const { siteId, uid, paths } = asked;
  if (paths.length > 0) ensureSiteFolder(places, siteId, uid);
  for (const path of paths) {
    const stopped = await refusing(`the folder ${path} cannot be made`, () =>
      walk(publicFolder(places, siteId), stepsOf(path), {
        enter: () => undefined,
        missing: (folder, step) => makeFolderInside(folder, uid, step),
      }),
    );
    if (stopped !== undefined) throw new Error(`${path} is no folder`);
  }
}

/** What is wrong with folders of a site, a sentence each; nothing is touched, and no link is followed. */
export async function folderFaults(places: Places, asked: SiteFolders): Promise<readonly string[]> {
  const { siteId, uid, paths } = asked;
  const faults: string[] = [];
  for (const path of paths) {
    let isAnothers = false;
    const stopped = await walk(publicFolder(places, siteId), stepsOf(path), {
      enter({ fd }) {
        isAnothers ||= asRoot() && fstatSync(fd).uid !== uid;
      },
    });
    if (stopped === "missing") faults.push(`the folder ${path} is missing`);
    else if (stopped === "no folder") faults.push(`${path} is no folder`);
    else if (isAnothers) faults.push(`the folder ${path} is another user's`);
  }
  return faults;
}

/** Whether a customer has a file there; folders and links, which Torre makes for him, are none. */
export async function hasFiles(places: Places, id: string): Promise<boolean> {
  const folder = publicFolder(places, id);
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return false;
  // Follows no link, and stops at the first.
  const found = await run("find", [
    "-P",
    folder,
    "-xdev",
    "!",
    "-type",
    "d",
    "!",
    "-type",
    "l",
    "-print",
    "-quit",
  ]);
  if (found.output !== "") return true;
  if (found.code !== 0) throw new Error(`find ended with ${found.code}: ${found.problems}`);
  return false;
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
