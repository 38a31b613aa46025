import { type CivilDate, civilDateIn } from "@isp/kernel";
import type { Caller } from "@isp/rpc";
import type { Clients } from "../clients.ts";
import { pagesOf } from "../http/csv.ts";

/** What the ids of a list are called. */
export type CatalogueNames = {
  readonly unit: (id: string) => string;
  readonly routingPoint: (id: string) => string;
  readonly salesperson: (id: string) => string;
  readonly dueDay: (id: string) => string;
  readonly status: (key: string) => string;
  /** The day of an instant where a business unit is. */
  readonly dayIn: (unitId: string, at: Date) => CivilDate;
};

const pageSize = 200;

/** Reads the catalogue's small lists once, so that an export of many rows asks nothing per row. */
export async function catalogueNames(clients: Clients, caller: Caller): Promise<CatalogueNames> {
  const { catalogue, network, terms, entries } = clients;
  const [units, points, days, sellers, statuses] = await Promise.all([
    all(async (pageToken) => {
      const found = await catalogue.listBusinessUnits({ pageSize, pageToken }, { caller });
      return { rows: found.businessUnits, next: found.nextPageToken };
    }),
    all(async (pageToken) => {
      const request = { businessUnitId: "", pageSize, pageToken };
      const found = await network.listRoutingPoints(request, { caller });
      return { rows: found.routingPoints, next: found.nextPageToken };
    }),
    terms.listDueDays({ businessUnitId: "" }, { caller }),
    entries.listEntries(
      { list: "salesperson", businessUnitId: "", withArchived: true },
      { caller },
    ),
    catalogue.listStatuses({}, { caller }),
  ]);
  const unit = new Map(units.map((each) => [each.id, each]));
  const point = new Map(points.map(({ id, name }) => [id, name]));
  const day = new Map(days.dueDays.map(({ id, day: number }) => [id, String(number)]));
  const seller = new Map(sellers.entries.map(({ id, name }) => [id, name]));
  const status = new Map(statuses.statuses.map(({ key, name }) => [key, name]));
  return {
    unit: (id) => unit.get(id)?.name ?? "",
    routingPoint: (id) => point.get(id) ?? "",
    salesperson: (id) => seller.get(id) ?? "",
    dueDay: (id) => day.get(id) ?? "",
    status: (key) => status.get(key) ?? key,
    dayIn: (unitId, at) => civilDateIn(unit.get(unitId)?.timeZone ?? "UTC", at),
  };
}

async function all<Row>(read: Parameters<typeof pagesOf<Row>>[0]): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pagesOf(read)) rows.push(...page);
  return rows;
}
