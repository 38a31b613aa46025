import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the agent remembers of a site: the version it has, what it wrote, and why it does not serve it. */
export type KnownSite = {
  readonly id: string;
  readonly version: string;
  /** Of the server block as written; empty where the site has none. */
  readonly digest: string;
  /** Why it is parked; empty where it is not. */
  readonly parked: string;
};

export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A small file a site, so that one that is lost costs no other. */
export function knownSites(vhostsDir: string) {
  const dir = join(vhostsDir, "known");
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const fileOf = (id: string) => join(dir, `${id}.json`);
  return {
    find(id: string): KnownSite | null {
      try {
        return JSON.parse(readFileSync(fileOf(id), "utf8")) as KnownSite;
      } catch {
        return null;
      }
    },
    keep(site: KnownSite): void {
      const draft = `${fileOf(site.id)}.new`;
      writeFileSync(draft, JSON.stringify(site), { mode: 0o600 });
      renameSync(draft, fileOf(site.id));
    },
    remove: (id: string) => rmSync(fileOf(id), { force: true }),
    ids: () =>
      readdirSync(dir).flatMap((name) => (name.endsWith(".json") ? [name.slice(0, -5)] : [])),
  };
}

export type KnownSites = ReturnType<typeof knownSites>;
