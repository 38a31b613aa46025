import { closeSync, constants, openSync } from "node:fs";
import { run } from "./program.ts";

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
const asRoot = () => process.getuid?.() === 0;

/** A path goes down only, whoever wrote it. */
export function stepsOf(path: string): readonly string[] {
  const steps = path.split("/").filter((step) => step !== "");
  if (steps.some((step) => step === "." || step === ".."))
    throw new Error("a path among a site's files has no step up");
  return steps;
}

/**
 * An open folder among a customer's files. He may put a link where a folder was between any two looks, so that
 * every step is taken from the folder before it, which is held open, and never by a path (S53).
 */
export type OpenFolder = {
  readonly fd: number;
  /** Names an entry of this very folder, wherever it is by now. */
  readonly entry: (name: string) => string;
};

/** What keeps somebody from going on. */
export type Stopped = "missing" | "no folder";

function opened(path: string): OpenFolder | Stopped {
  try {
    const fd = openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    return { fd, entry: (name) => `/proc/self/fd/${fd}/${name}` };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT") return "missing";
    if (code === "ENOTDIR" || code === "ELOOP") return "no folder";
    throw error;
  }
}

type OnTheWay = {
  /** Is given each folder, the top first; how many steps from it says `depth`. */
  readonly enter: (folder: OpenFolder, depth: number) => Promise<void> | void;
  /** May make what is not there. */
  readonly missing?: (folder: OpenFolder, step: string) => Promise<void>;
};

/**
 * Walks from the folder at the top, which nobody but root can replace, and hands over each folder on the way;
 * ends where one is none, and says so.
 */
export async function walk(
  top: string,
  steps: readonly string[],
  { enter, missing = () => Promise.resolve() }: OnTheWay,
): Promise<Stopped | undefined> {
  const first = opened(top);
  if (typeof first === "string") return first;
  let folder = first;
  try {
    await enter(folder, 0);
    for (const [index, step] of steps.entries()) {
      let next = opened(folder.entry(step));
      if (next === "missing") {
        await missing(folder, step);
        next = opened(folder.entry(step));
      }
      if (typeof next === "string") return next;
      closeSync(folder.fd);
      folder = next;
      await enter(folder, index + 1);
    }
    return undefined;
  } finally {
    closeSync(folder.fd);
  }
}

/** Runs a program inside an open folder as the site's own user, who can do no more there than the customer could. */
export async function runInside(
  folder: OpenFolder,
  uid: number,
  program: string,
  args: readonly string[],
): Promise<void> {
  const user = asRoot() ? { uid, gid: uid } : {};
  const cwd = `/proc/self/fd/${folder.fd}`;
  const { code, problems } = await run(program, args, { ...user, cwd });
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${problems}`);
}
