import type { hosting } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { isCivilDate } from "@isp/kernel";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { toDomainMessage } from "../events/published.ts";
import type { CreateDomain } from "../usecases/create-domain.ts";
import type { Hosting } from "../usecases/ports.ts";

type Parts = {
  readonly transact: Transact<Hosting>;
  readonly toRequest: ToWriteRequest;
  readonly createDomain: CreateDomain;
};

export function domainService(parts: Parts): Handlers<typeof hosting.DomainServiceService> {
  const { transact, toRequest } = parts;
  return {
    async createDomain(request, caller) {
      const { subscriptionId, name, registeredOn, notes, saveOnServer } = request;
      const wanted = {
        subscriptionId,
        name,
        registeredOn: isCivilDate(registeredOn) ? registeredOn : null,
        notes,
        isHeld: !saveOnServer,
      };
      const named = toRequest("CreateDomain", request);
      const domain = await parts.createDomain(named, wanted, caller.units);
      return { domain: toDomainMessage(domain) };
    },
    async getDomain({ id }, caller) {
      const domain = await transact(({ domains }) => domains.find(id, caller.units));
      return { domain: toDomainMessage(domain) };
    },
  };
}
