import { closeSync, constants, openSync } from "node:fs";
import { refuse } from "../domain/errors.ts";
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

/** What keeps a site's own user from something for as long as nobody changes the site's files. */
type Hindrance = "permission denied" | "name too long" | "no folder" | "file exists";

class HinderedError extends Error {
  readonly hindrance: Hindrance;
  constructor(hindrance: Hindrance, message: string) {
    super(message);
    this.hindrance = hindrance;
  }
}

const hindrances: readonly (readonly [RegExp, Hindrance])[] = [
  [/^EACCES|^EPERM|: (?:Permission denied|Operation not permitted)$/m, "permission denied"],
  [/^ENAMETOOLONG|: File name too long$/m, "name too long"],
  [/^ENOTDIR|: Not a directory$/m, "no folder"],
  [/^EEXIST|: File exists$/m, "file exists"],
];

/** What a program said of it, or the system; undefined for what may pass, as a full disk does. */
function hindranceOf(problems: string): Hindrance | undefined {
  return hindrances.find(([pattern]) => pattern.test(problems))?.[1];
}

/** Whether somebody was faster: what is there now is to be looked at. */
export function isThereAlready(error: unknown): boolean {
  return error instanceof HinderedError && error.hindrance === "file exists";
}

/** Has what only a person can clear away refused by code, as this sentence; the rest is tried again. */
export async function refusing<Result>(
  sentence: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const hindrance =
      error instanceof HinderedError
        ? error.hindrance
        : hindranceOf(error instanceof Error ? error.message : "");
    if (hindrance === undefined) throw error;
    throw refuse.folder_refused(`${sentence}: ${hindrance}`, { cause: error });
  }
}

/** Makes a folder inside an open one; where somebody was faster, his is looked at. */
export async function makeFolderInside(
  folder: OpenFolder,
  uid: number,
  name: string,
): Promise<void> {
  await runInside(folder, uid, "mkdir", ["--", name]).catch((error: unknown) => {
    if (!isThereAlready(error)) throw error;
  });
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
  if (code === 0) return;
  const said = `${program} ended with ${code}: ${problems}`;
  const hindrance = hindranceOf(problems);
  throw hindrance === undefined ? new Error(said) : new HinderedError(hindrance, said);
}
