import type { CivilDate } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import { type AgingBand, agingBands } from "../domain/aging.ts";
import type { Units } from "../usecases/ports.ts";
import { visible } from "./visible.ts";

type Row = {
  readonly band: string;
  readonly invoices: string;
  readonly customers: string;
  readonly openCents: string;
};

/** What is open of a unit's invoices on a day, or of all units that are seen, by how late it is. */
export async function agingOn(
  manager: EntityManager,
  on: CivilDate,
  businessUnitId: string,
  units: Units,
): Promise<readonly AgingBand[]> {
  const [where, parameters] = visible(businessUnitId, units);
  const rows = await manager.query<Row[]>(
    `SELECT ${bandOf} AS band, COUNT(*) AS invoices, COUNT(DISTINCT customer_id) AS customers,
       SUM(total_cents + late_cents - paid_cents) AS openCents
     FROM invoices WHERE state = 'issued' AND ${where} GROUP BY band`,
    [on, ...parameters],
  );
  return agingBands.map((band, index) => {
    const row = rows.find((found) => Number(found.band) === index);
    return {
      ...band,
      invoices: Number(row?.invoices ?? 0),
      customers: Number(row?.customers ?? 0),
      openCents: BigInt(row?.openCents ?? 0),
    };
  });
}

/** INTERVAL answers which of the borders a number has reached. */
const borders = agingBands.slice(1).map(({ fromDays }) => fromDays);
const bandOf = `INTERVAL(DATEDIFF(?, due_on), ${borders.join(", ")})`;
