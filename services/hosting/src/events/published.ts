import type { common, hosting } from "@isp/contracts";
import type { Domain } from "../domain/domain.ts";

export function toItem(domain: Domain): common.Item {
  const { id, subscriptionId, customerId, businessUnitId, name, version } = domain;
  const { wanted, real } = domain;
  const where = { subscriptionId, customerId, businessUnitId };
  return { id, kind: "domain", parentId: "", ...where, name, main: false, version, wanted, real };
}

export function domainFact(domain: Domain, operationId: string): hosting.DomainFact {
  const { id, version, businessUnitId } = domain;
  return { aggregateId: id, version, businessUnitId, operationId, item: toItem(domain) };
}

export function toDomainMessage(domain: Domain): hosting.Domain {
  const { name, registeredOn, notes } = domain;
  return { item: toItem(domain), name, registeredOn: registeredOn ?? "", notes };
}
