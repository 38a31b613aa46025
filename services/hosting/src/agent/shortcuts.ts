import { readlinkSync } from "node:fs";
import type { hosting } from "@isp/contracts";
import {
  isThereAlready,
  makeFolderInside,
  type OpenFolder,
  refusing,
  runInside,
  stepsOf,
  type Stopped,
  walk,
} from "./open-folder.ts";
import { publicFolder, type Places } from "./render.ts";

/**
 * The virtual path of an FTP user (C96): a link in his folder that leads back to it, so that he finds his files under
 * that path too. It never leads up beyond his folder, into which the FTP server shuts him; nginx follows no link at all.
 */
export type Shortcut = hosting.FtpShortcut;

type Asked = { readonly siteId: string; readonly uid: number };
type Ends = Stopped | undefined;

/** Where its link stands, and what it says. */
function placed({ physicalPath, virtualPath }: Shortcut) {
  const parents = [...stepsOf(virtualPath)];
  const name = parents.pop();
  const target = parents.map(() => "..").join("/") || ".";
  return { name, target, steps: [...stepsOf(physicalPath), ...parents] };
}

export async function makeShortcut(
  places: Places,
  { siteId, uid }: Asked,
  shortcut: Shortcut,
): Promise<void> {
  const { name, target, steps } = placed(shortcut);
  if (name === undefined) return;
  const make = async (folder: OpenFolder) => {
    const there = entryIn(folder, name);
    if (there === target) return;
    if (there !== null) throw new Error(`${shortcut.virtualPath} is something else`);
    try {
      await runInside(folder, uid, "ln", ["-s", "-T", "--", target, name]);
    } catch (error) {
      // Somebody was faster.
      if (!isThereAlready(error) || entryIn(folder, name) !== target) throw error;
    }
  };
  const stopped = await refusing(`the shortcut ${shortcut.virtualPath} cannot be made`, () =>
    walk(publicFolder(places, siteId), steps, {
      enter: (folder, depth) => (depth === steps.length ? make(folder) : undefined),
      missing: (folder, step) => makeFolderInside(folder, uid, step),
    }),
  );
  if (stopped !== undefined) throw new Error(`${shortcut.virtualPath} leads through no folder`);
}

/** Removes a link that is ours; what the customer put in its place is his. */
export async function removeShortcut(
  places: Places,
  { siteId, uid }: Asked,
  shortcut: Shortcut,
): Promise<void> {
  const { name, target, steps } = placed(shortcut);
  if (name === undefined) return;
  await refusing(`the shortcut ${shortcut.virtualPath} cannot be removed`, () =>
    walk(publicFolder(places, siteId), steps, {
      async enter(folder, depth) {
        if (depth < steps.length || entryIn(folder, name) !== target) return;
        await runInside(folder, uid, "unlink", ["--", name]);
      },
    }),
  );
}

/** What is wrong with it, a sentence; nothing where it is as it was made. */
export async function shortcutFault(
  places: Places,
  { siteId }: Pick<Asked, "siteId">,
  shortcut: Shortcut,
): Promise<string | undefined> {
  const { name, target, steps } = placed(shortcut);
  if (name === undefined) return undefined;
  let there: string | null = null;
  const ended: Ends = await walk(publicFolder(places, siteId), steps, {
    enter(folder, depth) {
      if (depth === steps.length) there = entryIn(folder, name);
    },
  });
  if (there === target) return undefined;
  const isMissing = ended === "missing" || (ended === undefined && there === null);
  return `the shortcut ${shortcut.virtualPath} is ${isMissing ? "missing" : "something else"}`;
}

/** Where a link leads; empty for what is none, null for what is not there. */
function entryIn(folder: OpenFolder, name: string): string | null {
  try {
    return readlinkSync(folder.entry(name));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    // Nothing can be there under a name that is too long, either.
    if (code === "ENOENT" || code === "ENAMETOOLONG") return null;
    if (code === "EINVAL") return "";
    throw error;
  }
}
