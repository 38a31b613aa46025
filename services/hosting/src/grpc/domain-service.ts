import type { hosting } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { isCivilDate } from "@isp/kernel";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { toDomainMessage } from "../events/published.ts";
import { plainSite, type SiteSettings } from "../domain/site.ts";
import type { CreateDomain } from "../usecases/create-domain.ts";
import type { DeleteItem } from "../usecases/delete-item.ts";
import type { MoveDomain } from "../usecases/move-domain.ts";
import type { SetDomainActive } from "../usecases/set-domain-active.ts";
import type { ReadStatistics } from "../usecases/read-statistics.ts";
import type { UpdateDomain } from "../usecases/update-domain.ts";
import type { Hosting } from "../usecases/ports.ts";

type Parts = {
  readonly transact: Transact<Hosting>;
  readonly toRequest: ToWriteRequest;
  readonly createDomain: CreateDomain;
  readonly updateDomain: UpdateDomain;
  readonly setDomainActive: SetDomainActive;
  readonly deleteDomain: DeleteItem;
  readonly moves: MoveDomain;
  readonly readStatistics: ReadStatistics;
};

export function domainService(parts: Parts): Handlers<typeof hosting.DomainServiceService> {
  const { transact, toRequest } = parts;
  return {
    async createDomain(request, caller) {
      const { subscriptionId, name, registeredOn, notes, saveOnServer } = request;
      const { adminPassword, ftpUsername, ftpPassword } = request;
      const wanted = {
        subscriptionId,
        name,
        registeredOn: dateOf(registeredOn),
        notes,
        isHeld: !saveOnServer,
        settings: siteOf(request.settings),
        adminPassword,
        ftp: ftpUsername === "" ? null : { username: ftpUsername, password: ftpPassword },
      };
      const named = toRequest("CreateDomain", request);
      const domain = await parts.createDomain(named, wanted, caller.units);
      return { domain: toDomainMessage(domain) };
    },
    async updateDomain(request, caller) {
      const { id, expectedVersion, registeredOn, notes, settings, adminPassword } = request;
      const edit = {
        id,
        expectedVersion,
        registeredOn: registeredOn === undefined ? undefined : dateOf(registeredOn),
        notes,
        settings: settings === undefined ? undefined : siteOf(settings),
        adminPassword,
      };
      const named = toRequest("UpdateDomain", request);
      return { domain: toDomainMessage(await parts.updateDomain(named, edit, caller.units)) };
    },
    async setDomainActive(request, caller) {
      const named = toRequest("SetDomainActive", request);
      return { domain: toDomainMessage(await parts.setDomainActive(named, request, caller.units)) };
    },
    async deleteDomain(request, caller) {
      await parts.deleteDomain(toRequest("DeleteDomain", request), request.id, caller.units);
      return {};
    },
    async previewDomainMove(request, caller) {
      const { items, hasNewPasswords, conflicts } = await parts.moves.preview(
        request,
        caller.units,
      );
      return { items: [...items], hasNewPasswords, conflicts: [...conflicts] };
    },
    async moveDomain(request, caller) {
      const named = toRequest("MoveDomain", request);
      const { domain, secrets } = await parts.moves.move(named, request, caller.units);
      return { domain: toDomainMessage(domain), secrets: [...secrets] };
    },
    async readDomainStatistics({ id, days }, caller) {
      const { isEnabled, disk, ...seen } = await parts.readStatistics({ id, days }, caller.units);
      return { enabled: isEnabled, ...seen, disk: [...disk] };
    },
    async getDomain({ id }, caller) {
      const domain = await transact(({ domains }) => domains.find(id, caller.units));
      return { domain: toDomainMessage(domain) };
    },
  };
}

const dateOf = (text: string) => (isCivilDate(text) ? text : null);

function siteOf(settings: hosting.SiteSettings | undefined): SiteSettings {
  if (settings === undefined) return plainSite;
  return { ...settings, developer: settings.developer ?? plainSite.developer };
}
