import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { logged } from "../system/command.ts";
import { type Home, readText, repository, writeWhole } from "../system/home.ts";
import { alone } from "../system/lock.ts";
import type { Step } from "../system/progress.ts";

/** What servers are made of, and services built from: their templates too. */
export const serverSources = [
  "deploy/{mariadb,nats,tls}/*",
  "deploy/{hosting,mail}/**/*",
  "tsconfig*.json",
  "pnpm-lock.yaml",
  "{packages,services}/*/{package,tsconfig}.json",
  "{packages,services}/*/src/**/*.ts",
];

const consoleSources = ["pnpm-lock.yaml", "web/*.{json,ts,html}", "web/{src,public}/**/*"];

/** One part of the built output: what it is made from and how. */
type Part = {
  readonly name: string;
  readonly sources: readonly string[];
  /** What is there once it is built; a file that somebody deleted is built again. */
  readonly products: () => readonly string[];
  readonly program: string;
  readonly args: readonly string[];
  /** What makes it build all of it, whatever it remembers of an earlier build. */
  readonly afresh: readonly string[];
};

/** Builds what is outdated; of two homes that find the same, the second waits and finds it done. */
export async function ensureBuilt(home: Home, step: Step): Promise<void> {
  if (outdatedParts(home).length === 0) return;
  const lock = `${home.buildStamp}.lock`;
  mkdirSync(dirname(lock), { recursive: true });
  await alone(lock, { waitMs: 600_000, busy: "Another build is at work" }, async () => {
    for (const part of outdatedParts(home)) await step(part.name, () => build(part, home));
  });
}

/** What an up-to-date installation is made from; another home may have built it already. */
export function sourcesDigest(): string {
  return parts()
    .map((part) => digest(part.sources))
    .join(" ");
}

/** What must be built because its sources are not those of the last build. */
function outdatedParts(home: Home): readonly Part[] {
  return parts().filter((part) => {
    return !isWhole(part) || readText(stampOf(home, part)) !== digest(part.sources);
  });
}

function isWhole(part: Part): boolean {
  return part.products().every((file) => existsSync(join(repository, file)));
}

async function build(part: Part, home: Home): Promise<void> {
  const before = digest(part.sources);
  await logged(part.program, [...part.args, ...(isWhole(part) ? [] : part.afresh)], {
    cwd: repository,
    log: join(home.logs, "build.log"),
    cure: "the log names the file and line; mend it and run the command again",
  });
  writeWhole(stampOf(home, part), before);
}

function parts(): readonly Part[] {
  const services: Part = {
    name: "services built",
    sources: serverSources,
    products: serverProducts,
    program: join(repository, "node_modules/.bin/tsc"),
    args: ["-b", "tsconfig.build.json"],
    afresh: ["--force"],
  };
  const console: Part = {
    name: "console built",
    sources: consoleSources,
    products: () => ["web/dist/index.html"],
    program: "pnpm",
    args: ["--filter", "./web", "build"],
    afresh: [],
  };
  return existsSync(join(repository, "web/package.json")) ? [services, console] : [services];
}

function serverProducts(): string[] {
  const entries = globSync("{packages,services}/*/src/{index,main}.ts", { cwd: repository });
  return entries.map((entry) => entry.replace("/src/", "/dist/").replace(/ts$/, "js"));
}

const stampOf = (home: Home, part: Part): string =>
  `${home.buildStamp}-${part.name.replace(" ", "-")}`;

/** A digest of names and contents: a checkout or a touch alone builds nothing. */
function digest(patterns: readonly string[]): string {
  const hash = createHash("sha256");
  const files = globSync([...patterns], { cwd: repository, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of files) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}
