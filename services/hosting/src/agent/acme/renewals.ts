import { X509Certificate } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { certificateRequest, readable } from "../certificates.ts";
import type { KnownSites } from "../known-sites.ts";
import { certificateFolder, type Places } from "../render.ts";
import type { Authority } from "./authority.ts";
import { type Attempt, isDue } from "./due.ts";

type Parts = {
  readonly places: Places;
  readonly known: Pick<KnownSites, "ids" | "find">;
  readonly authority: Authority;
  readonly now: () => number;
};

/** How many certificates are asked for before other work has its turn. */
const atOnce = 5;

/**
 * Has certificates issued for the sites that need one, a few at a time; answers how many were. The key stays the
 * site's, so that nginx never reads a certificate beside another key.
 */
export async function renewCertificates(parts: Parts): Promise<number> {
  let issued = 0;
  const due = dueSites(parts).slice(0, atOnce);
  for (const { id, names } of due) if (await renewed(parts, id, names)) issued += 1;
  return issued;
}

function dueSites({ places, known, now }: Parts) {
  return known.ids().flatMap((id) => {
    if ((known.find(id)?.digest ?? "") === "") return [];
    const names = namesOf(places, id);
    const certificate = certificateOf(places, id);
    if (names.length === 0 || certificate === null) return [];
    const attempt = attemptOf(places, id);
    return isDue(certificate, names, { attempt, now: now() }) ? [{ id, names }] : [];
  });
}

async function renewed(parts: Parts, id: string, names: readonly string[]): Promise<boolean> {
  const { places, authority, now } = parts;
  const dir = certificateFolder(places, id);
  const failures = attemptOf(places, id)?.failures ?? 0;
  try {
    const { chain, left } = await authority.issue(names, (reached) =>
      certificateRequest(places, { id, names: reached }),
    );
    const certificate = new X509Certificate(chain);
    const draft = join(dir, "site.crt.new");
    writeFileSync(draft, chain, { mode: 0o600 });
    readable(places, dir, draft);
    renameSync(draft, join(dir, "site.crt"));
    const problem = left.map(({ name, reason }) => `${name}: ${reason}`).join("; ");
    keepAttempt(places, id, { names, failures: 0, at: now(), problem });
    return certificate.checkHost(names[0] ?? "") !== undefined;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    keepAttempt(places, id, { names, failures: failures + 1, at: now(), problem });
    return false;
  }
}

function certificateOf(places: Places, id: string): X509Certificate | null {
  try {
    return new X509Certificate(readFileSync(join(certificateFolder(places, id), "site.crt")));
  } catch {
    return null;
  }
}

const attemptFile = (places: Places, id: string) =>
  join(certificateFolder(places, id), "attempt.json");

/** What became of the last try for a site; null where there was none. */
export function attemptOf(places: Places, id: string): Attempt | null {
  try {
    return JSON.parse(readFileSync(attemptFile(places, id), "utf8")) as Attempt;
  } catch {
    return null;
  }
}

function keepAttempt(places: Places, id: string, attempt: Attempt): void {
  const file = attemptFile(places, id);
  const short = { ...attempt, problem: attempt.problem.slice(0, 1_000) };
  writeFileSync(`${file}.new`, JSON.stringify(short), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function namesOf(places: Places, id: string): readonly string[] {
  try {
    const file = join(certificateFolder(places, id), "names.json");
    return JSON.parse(readFileSync(file, "utf8")) as string[];
  } catch {
    return [];
  }
}
