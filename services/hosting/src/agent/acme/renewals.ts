import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { isDomainName } from "@isp/kernel";
import * as z from "zod";
import { certificateRequest, isOfSite, readable } from "../certificates.ts";
import type { KnownSites } from "../known-sites.ts";
import { certificateFolder, type Places } from "../render.ts";
import type { Authority } from "./authority.ts";
import { writeAnew, writeWhole } from "../whole-files.ts";
import { type Attempt, isDue, isOutdated, isSaid, isSelfSigned } from "./due.ts";

type Parts = {
  readonly places: Places;
  readonly known: Pick<KnownSites, "ids" | "find">;
  readonly authority: Authority;
  readonly now: () => number;
  readonly told?: Told;
};

/** Hears why a try failed, or which names it left out. */
export type Told = (id: string, attempt: Attempt) => void;

/** How many certificates are asked for before other work has its turn. */
const atOnce = 5;
const lookedAtOnce = 50;
/** A few certificates of the largest keys, in PEM. */
const longestChain = 100_000;
/** More are in no certificate of the usual authorities. */
const mostNames = 100;

const attempt = z.object({
  names: z.array(z.string()),
  failures: z.int().nonnegative(),
  at: z.number(),
  problem: z.string(),
});

/**
 * Has certificates issued for the sites that need one, a few at a time; answers how many were. The key stays the
 * site's, so that nginx never reads a certificate beside another key.
 */
export async function renewCertificates(parts: Parts): Promise<number> {
  let issued = 0;
  for (const due of await dueSites(parts)) if (await renewed(parts, due)) issued += 1;
  return issued;
}

type Due = { readonly id: string; readonly names: readonly string[] };

/** The first that are due. Between many that are not, other work has its turn. */
async function dueSites({ places, known, now }: Parts): Promise<readonly Due[]> {
  const found: Due[] = [];
  for (const [index, id] of known.ids().entries()) {
    if (found.length === atOnce) break;
    if (index % lookedAtOnce === 0) await setImmediate();
    if ((known.find(id)?.digest ?? "") === "") continue;
    const names = namesOf(places, id);
    const certificate = certificateOf(places, id);
    if (names.length === 0 || certificate === null) continue;
    const last = attemptOf(places, id);
    if (isDue(certificate, names, { attempt: last, now: now() })) found.push({ id, names });
  }
  return found;
}

async function renewed(parts: Parts, { id, names }: Due): Promise<boolean> {
  const { places, authority, now, told } = parts;
  const before = attemptOf(places, id);
  const failures = before?.names.join() === names.join() ? before.failures : 0;
  try {
    const { chain, left } = await authority.issue(names, (reached) =>
      requestFor(parts, id, reached),
    );
    const reached = names.filter((name) => left.every((one) => one.name !== name));
    if (chain !== null) put(places, id, checked(places, { id, names: reached }, chain, now()));
    const problem = left.map(({ name, reason }) => `${name}: ${reason}`).join("; ");
    keepAttempt(places, id, { names, failures: 0, at: now(), problem }, told);
    return chain !== null;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    keepAttempt(places, id, { names, failures: failures + 1, at: now(), problem }, told);
    return false;
  }
}

/** Nothing for names that the present one says and goes on saying: authorities limit how often they repeat one. */
async function requestFor(
  { places, now }: Parts,
  id: string,
  names: readonly string[],
): Promise<string | null> {
  const present = certificateOf(places, id);
  const isKept = present !== null && !isSelfSigned(present) && !isOutdated(present, names, now());
  return isKept ? null : certificateRequest(places, { id, names });
}

/** An authority that errs, or somebody in its place, takes no site away from its visitors (S49). */
function checked(places: Places, { id, names }: Due, chain: string, now: number): string {
  if (chain.length > longestChain) throw new Error("the authority issued more than a certificate");
  const certificate = parsed(chain);
  if (certificate === null) throw new Error("the authority issued no certificate");
  if (!isOfSite(places, id, certificate))
    throw new Error("the authority issued a certificate of another key");
  if (!names.every((name) => isSaid(certificate, name)))
    throw new Error("the authority issued a certificate of other names");
  if (certificate.validToDate.getTime() <= now)
    throw new Error("the authority issued a certificate that is over");
  return chain;
}

function put(places: Places, id: string, chain: string): void {
  const dir = certificateFolder(places, id);
  const draft = join(dir, "site.crt.new");
  writeAnew(draft, chain);
  readable(places, dir, draft);
  renameSync(draft, join(dir, "site.crt"));
}

function parsed(chain: string | Buffer): X509Certificate | null {
  try {
    return new X509Certificate(chain);
  } catch {
    return null;
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

/** What became of the last try for a site; null where there was none, or where that is not to be read. */
export function attemptOf(places: Places, id: string): Attempt | null {
  return read(attemptFile(places, id), attempt);
}

function keepAttempt(places: Places, id: string, made: Attempt, told: Told | undefined): void {
  const short = { ...made, problem: printable(made.problem) };
  if (short.problem !== "") told?.(id, short);
  // A site that was forgotten meanwhile has no folder any more.
  if (existsSync(certificateFolder(places, id)))
    writeWhole(attemptFile(places, id), JSON.stringify(short));
}

/** Authorities repeat what a stranger's server answered. */
const printable = (text: string) =>
  text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, " ").slice(0, 1_000);

function namesOf(places: Places, id: string): readonly string[] {
  const names = read(join(certificateFolder(places, id), "names.json"), z.array(z.string())) ?? [];
  return [...new Set(names.filter(isDomainName))].slice(0, mostNames);
}

function read<Value>(file: string, schema: z.ZodType<Value>): Value | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
