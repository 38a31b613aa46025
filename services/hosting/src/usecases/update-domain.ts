import type { Transact, WriteRequest } from "@isp/db";
import { type CivilDate, type Clock, hashPassword, isGone } from "@isp/kernel";
import type { Domain } from "../domain/domain.ts";
import { refuse } from "../domain/errors.ts";
import { pendingReason } from "../domain/hosted-item.ts";
import { checkSite, type SiteSettings } from "../domain/site.ts";
import { checkPickedServers } from "./check-picked-servers.ts";
import type { WebServers } from "./drive/web-server.ts";
import { domainKind } from "./items/domains.ts";
import { wantAnew } from "./items/want-anew.ts";
import type { Hosting, Units } from "./ports.ts";

export type DomainEdit = {
  readonly id: string;
  readonly expectedVersion: bigint;
  readonly registeredOn: CivilDate | null | undefined;
  readonly notes: string | undefined;
  readonly settings: SiteSettings | undefined;
  /** Empty where it stays. */
  readonly adminPassword: string;
};

export type UpdateDomain = (
  request: WriteRequest,
  edit: DomainEdit,
  units: Units,
) => Promise<Domain>;

/** Changes a domain on both its tabs (C95); its servers take over what concerns them. */
export function updateDomain(
  transact: Transact<Hosting>,
  clock: Clock,
  isDriven: boolean,
  /** Absent where no web server is configured. */
  web: Pick<WebServers, "leftBehind"> | undefined,
): UpdateDomain {
  const kind = domainKind(isDriven);
  return async (request, edit, units) => {
    if (edit.settings !== undefined) checkSite(edit.settings);
    if (edit.settings !== undefined && web !== undefined)
      await checkFilesStay(transact, web, { ...edit, settings: edit.settings }, units);
    const adminHash = edit.adminPassword === "" ? null : await hashPassword(edit.adminPassword);
    return transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, edit.id, now);
      const known = await scope.domains.lock(edit.id, units);
      if (done) return known;
      if (isGone(known)) throw refuse.domain_not_found(`There is no domain ${edit.id}.`);
      if (known.version !== edit.expectedVersion)
        throw refuse.changed_meanwhile("Somebody changed the domain meanwhile.");
      if (edit.settings !== undefined) await checkPickedServers(scope, edit.settings);
      const changed = edited(known, edit, adminHash);
      const isServed = edit.settings !== undefined;
      const next = isServed
        ? wantAnew(changed, now, pendingReason(known, isDriven))
        : { ...changed, version: known.version + 1n };
      await scope.domains.save(next);
      await kind.say(scope, "changed", next, "");
      await scope.requests.finish(request, now);
      return next;
    });
  };
}

/** A site's files do not follow it to another web server: nobody would find them there. */
async function checkFilesStay(
  look: Transact<Hosting>,
  web: Pick<WebServers, "leftBehind">,
  { id, settings: { webServerId } }: { readonly id: string; readonly settings: SiteSettings },
  units: Units,
): Promise<void> {
  const host = await look(async ({ domains, servers }) => {
    const known = await domains.find(id, units);
    if (known.settings.webServerId === webServerId) return null;
    return webServerId === "" ? "" : (await servers.find(webServerId)).host;
  });
  if (host === null || (await web.leftBehind([id], host)).length === 0) return;
  throw refuse.site_has_files(
    "The site's files do not follow it: copy them over FTP and remove them, then pick the other web server.",
    { fields: [{ pointer: "/webServerId", detail: "cannot change while the site has files" }] },
  );
}

function edited(
  known: Domain,
  { registeredOn, notes, settings }: DomainEdit,
  adminHash: string | null,
): Domain {
  return {
    ...known,
    registeredOn: registeredOn === undefined ? known.registeredOn : registeredOn,
    notes: notes ?? known.notes,
    settings: settings ?? known.settings,
    adminHash: adminHash ?? known.adminHash,
  };
}
