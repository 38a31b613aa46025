import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { hosting } from "@isp/contracts";
import { type Failpoints, isId } from "@isp/kernel";
import type { Told } from "./acme/renewals.ts";
import { certificateFor } from "./certificates.ts";
import { diskBytesOf, ensureSiteFolder } from "./folders.ts";
import type { Draft, Generations } from "./generations.ts";
import { digestOf, type KnownSites } from "./known-sites.ts";
import type { Nginx } from "./nginx.ts";
import { type Places, render } from "./render.ts";
import type { SiteStatistics } from "./statistics/statistics.ts";
import { faultOf, type Site } from "./site.ts";

export type AgentParts = {
  readonly places: Places;
  readonly generations: Generations;
  readonly known: KnownSites;
  readonly nginx: Nginx;
  readonly statistics: SiteStatistics;
  /** Has certificates issued where they are due; answers how many were. */
  readonly renewCertificates: (told?: Told) => Promise<number>;
  readonly failpoint: Failpoints;
  /** The FTP server's list of sessions, where it runs on this machine. */
  readonly ftpScoreboard: string | undefined;
};

type Fate = { readonly site: Site; readonly text: string; reason: string; isDrifted: boolean };

/**
 * Brings sites to their wanted states: renders, has nginx test the whole set, swaps it in one step and
 * reloads. A site that nginx stumbles over is parked with the reason, and the others go on (S47).
 */
export async function applySites(
  parts: AgentParts,
  sites: readonly Site[],
): Promise<hosting.SiteReport[]> {
  // An id names files: whatever is none never comes near them.
  const named = sites.filter(({ id }) => isId(id));
  const fates = await Promise.all(named.map((site) => prepared(parts, site)));
  const changed = fates.filter((fate) => fate.isDrifted || isChanged(parts, fate));
  if (changed.some(({ isDrifted }) => !isDrifted)) await publish(parts, changed);
  else await serveCurrent(parts);
  // Wanted anew, and the same text: a comparison goes by the version.
  for (const fate of fates) if (!changed.includes(fate)) remember(parts, fate);
  const nameless = sites.filter(({ id }) => !isId(id)).map(unnamed);
  return [...nameless, ...(await Promise.all(fates.map((fate) => report(parts, fate))))];
}

function unnamed(site: Site): hosting.SiteReport {
  const { id, version } = site;
  return { id, version, state: "parked", reason: faultOf(site), digest: "", diskBytes: 0n };
}

async function prepared(parts: AgentParts, site: Site): Promise<Fate> {
  const fault = faultOf(site);
  if (fault !== "") return { site, text: "", reason: fault, isDrifted: false };
  const isDrifted = !site.forced && isHandMade(parts, site.id);
  if (isDrifted) return { site, text: "", reason: handMade, isDrifted };
  ensureSiteFolder(parts.places, site.id, site.uid);
  if (site.state === "off") return { site, text: "", reason: "", isDrifted };
  const broken = await certificateFor(site, parts.places);
  if (broken !== "") return { site, text: "", reason: broken, isDrifted };
  return { site, text: render(site, parts.places), reason: "", isDrifted };
}

export const handMade = "the site's configuration was changed on the server";

/** Whether what nginx reads for a site is not what the agent wrote. */
export function isHandMade({ generations, known }: AgentParts, id: string): boolean {
  const site = known.find(id);
  if (site === null) return false;
  const text = textOf(generations, id);
  return text === "" ? site.digest !== "" : digestOf(text) !== site.digest;
}

export function textOf({ current }: Generations, id: string): string {
  try {
    return readFileSync(join(current, `${id}.conf`), "utf8");
  } catch {
    return "";
  }
}

const isChanged = ({ generations, known }: AgentParts, { site, text }: Fate) =>
  textOf(generations, site.id) !== text || known.find(site.id)?.parked !== "";

async function publish(parts: AgentParts, fates: readonly Fate[]): Promise<void> {
  const { generations, nginx, failpoint } = parts;
  const draft = generations.draft();
  for (const fate of fates) write(parts, draft, fate);
  await untilTested(parts, draft, fates);
  for (const fate of fates) remember(parts, fate);
  draft.publish();
  failpoint("agent.swapped");
  await nginx.reload(draft.number);
}

/** What was published while nginx was down is not called served before it is. */
async function serveCurrent({ generations, nginx }: AgentParts): Promise<void> {
  const current = generations.currentNumber();
  if ((await nginx.served()) !== current) await nginx.reload(current);
}

function write(parts: AgentParts, draft: Draft, { site, text, isDrifted }: Fate): void {
  if (isDrifted) return;
  if (isHandMade(parts, site.id)) keepAside(parts, site.id);
  if (text === "") draft.drop(site.id);
  else draft.put(site.id, text);
}

/** What somebody wrote by hand is never lost, also where it must give way. */
function keepAside({ places, generations }: AgentParts, id: string): void {
  const aside = join(places.vhostsDir, "aside");
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  if (textOf(generations, id) === "") return;
  renameSync(join(generations.current, `${id}.conf`), join(aside, `${id}-${Date.now()}.conf`));
}

/** Takes out one site after the other that nginx stumbles over; one that it cannot name stops it all. */
async function untilTested(
  { nginx, known }: AgentParts,
  draft: Draft,
  fates: readonly Fate[],
): Promise<void> {
  for (;;) {
    const verdict = await nginx.test(draft.dir);
    if (verdict.ok) return;
    const { siteId, reason } = verdict;
    if (siteId === null) {
      draft.discard();
      throw new Error(`nginx refuses the configuration: ${reason}`);
    }
    draft.drop(siteId);
    const fate = fates.find(({ site }) => site.id === siteId);
    if (fate !== undefined) fate.reason = reason;
    else {
      const before = known.find(siteId);
      known.keep({ version: "0", ...before, id: siteId, digest: "", parked: reason });
    }
  }
}

function remember({ known }: AgentParts, { site, text, reason, isDrifted }: Fate): void {
  if (isDrifted) return;
  const digest = text === "" || reason !== "" ? "" : digestOf(text);
  known.keep({ id: site.id, version: String(site.version), digest, parked: reason });
}

async function report(
  { places, known }: AgentParts,
  { site: { id, version }, reason, isDrifted }: Fate,
): Promise<hosting.SiteReport> {
  const digest = known.find(id)?.digest ?? "";
  const state = isDrifted ? "drifted" : reason === "" ? "in-step" : "parked";
  const diskBytes = state === "in-step" ? await diskBytesOf(places, id) : 0n;
  return { id, version, state, reason, digest, diskBytes };
}
