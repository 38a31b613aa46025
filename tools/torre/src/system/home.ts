import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The checkout this command belongs to. */
export const repository = resolve(import.meta.dirname, "../../../..");

/** Every path torre keeps state in; nothing is written outside of it. */
export type Home = {
  readonly dir: string;
  readonly secrets: string;
  readonly logs: string;
  readonly run: string;
  readonly settings: string;
  readonly plan: string;
  readonly state: string;
  readonly buildStamp: string;
};

/** The home of this run: `$TORRE_HOME`, or `.torre/` in the checkout. */
export function currentHome(environment: NodeJS.ProcessEnv = process.env): Home {
  const chosen = environment["TORRE_HOME"];
  return homeAt(chosen ? resolve(chosen) : join(repository, ".torre"));
}

export function homeAt(dir: string): Home {
  return {
    dir,
    secrets: join(dir, "secrets"),
    logs: join(dir, "logs"),
    run: join(dir, "run"),
    settings: join(dir, "settings.json"),
    plan: join(dir, "run", "plan.json"),
    state: join(dir, "run", "state.json"),
    // The built output is the checkout's, not the home's, so that two homes do not build twice.
    buildStamp: join(repository, ".tools", "built"),
  };
}

/** Makes the folders of a home. Accounts of servers reach their own folders; only its owner looks inside. */
export function layOut(home: Home): void {
  for (const folder of [home.dir, home.secrets, home.logs, home.run]) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
  }
  chmodSync(home.dir, 0o711);
}

/** Replaces a file in one step, so that a reader never sees half of it. */
export function writeWhole(path: string, text: string, mode = 0o600): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, text, { mode });
  chmodSync(draft, mode);
  renameSync(draft, path);
}

/** The parsed file, or undefined where there is none. The caller names the type it wrote. */
export function readJson<Content>(path: string): Content | undefined {
  const text = readText(path);
  return text === undefined ? undefined : (JSON.parse(text) as Content);
}

export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
