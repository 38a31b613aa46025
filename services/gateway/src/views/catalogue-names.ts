import type { Caller } from "@isp/rpc";
import type { Clients } from "../clients.ts";

/** What the ids of a list are called. */
export type CatalogueNames = {
  readonly unit: (id: string) => string;
  readonly routingPoint: (id: string) => string;
  readonly salesperson: (id: string) => string;
  readonly dueDay: (id: string) => string;
  readonly status: (key: string) => string;
};

/** Reads the catalogue's small lists once, so that an export of many rows asks nothing per row. */
export async function catalogueNames(clients: Clients, caller: Caller): Promise<CatalogueNames> {
  const { catalogue, network, terms, entries } = clients;
  const all = { pageSize: 200, pageToken: "" };
  const [units, points, days, sellers, statuses] = await Promise.all([
    catalogue.listBusinessUnits(all, { caller }),
    network.listRoutingPoints({ businessUnitId: "", ...all }, { caller }),
    terms.listDueDays({ businessUnitId: "" }, { caller }),
    entries.listEntries(
      { list: "salesperson", businessUnitId: "", withArchived: true },
      { caller },
    ),
    catalogue.listStatuses({}, { caller }),
  ]);
  const unit = new Map(units.businessUnits.map(({ id, name }) => [id, name]));
  const point = new Map(points.routingPoints.map(({ id, name }) => [id, name]));
  const day = new Map(days.dueDays.map(({ id, day: number }) => [id, String(number)]));
  const seller = new Map(sellers.entries.map(({ id, name }) => [id, name]));
  const status = new Map(statuses.statuses.map(({ key, name }) => [key, name]));
  return {
    unit: (id) => unit.get(id) ?? "",
    routingPoint: (id) => point.get(id) ?? "",
    salesperson: (id) => seller.get(id) ?? "",
    dueDay: (id) => day.get(id) ?? "",
    status: (key) => status.get(key) ?? key,
  };
}
