import { createHash } from "node:crypto";
import type { Api, Resource } from "./api.ts";
import { plans } from "./catalogue.ts";
import { type Unit, units } from "./places.ts";

/** The ids of what a customer refers to, by `unit/name`. */
export type Provider = {
  readonly plans: ReadonlyMap<string, string>;
  readonly routingPoints: ReadonlyMap<string, string>;
};

// Nothing is cancelled without a reason.
const cancellationReasons = ["Mudou-se", "Foi para outro provedor", "Preço", "Inadimplência"];

/** Makes the business units with their lists, plans and routing points, and finds those that are there. */
export async function ensureProvider(api: Api): Promise<Provider> {
  for (const name of cancellationReasons) await ensure(api, "/cancellation-reasons", { name });
  const planIds = new Map<string, string>();
  const pointIds = new Map<string, string>();
  for (const unit of units) {
    const businessUnitId = (await ensure(api, "/business-units", unitBody(unit))).id;
    for (const name of unit.salespeople) {
      await ensure(api, "/salespeople", { businessUnitId, name });
    }
    for (const { body } of plans) {
      const { id } = await ensure(api, "/plans", { businessUnitId, ...body });
      planIds.set(`${unit.name}/${body.name}`, id);
    }
    for (const point of unit.routingPoints) {
      const { id } = await ensure(api, "/routing-points", { businessUnitId, ...point });
      pointIds.set(`${unit.name}/${point.name}`, id);
    }
  }
  return { plans: planIds, routingPoints: pointIds };
}

/** The resource of this name (in this unit, where it has one); made when it is not there. */
export async function ensure(
  api: Api,
  path: string,
  body: { readonly name: string; readonly businessUnitId?: string },
): Promise<Resource> {
  const found = (await api.list(path)).find(
    (one) =>
      one.name === body.name &&
      (body.businessUnitId === undefined || one["businessUnitId"] === body.businessUnitId),
  );
  const key = createHash("sha256")
    .update(`${path} ${JSON.stringify(body)}`)
    .digest("hex");
  return found ?? api.post(path, key, body);
}

function unitBody(unit: Unit) {
  const [main, ...others] = unit.places;
  return {
    name: unit.name,
    city: main.city,
    otherCities: others.map(({ city }) => city),
    timeZone: "America/Sao_Paulo",
    prorationBasis: unit.prorationBasis,
    closingDay: 31,
    advanceBilling: unit.advanceBilling,
    mailDomain: unit.mailDomain,
    businessHours: [{ weekdays: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" }],
    suspensionPolicy: "reject",
    walledGardenName: "torre-suspended",
  };
}
