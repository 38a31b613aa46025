import type { EntityManager } from "typeorm";

type Series = "number_series" | "credit_note_series";

/** The next number of a unit's series, which nobody else takes until the transaction ends. */
export async function lockNumbers(
  manager: EntityManager,
  series: Series,
  businessUnitId: string,
): Promise<bigint> {
  await manager.query(`INSERT IGNORE INTO ${series} VALUES (?, 1)`, [businessUnitId]);
  const [row] = await manager.query<{ next: string }[]>(
    `SELECT next FROM ${series} WHERE business_unit_id = ? FOR UPDATE`,
    [businessUnitId],
  );
  return BigInt(row?.next ?? 1);
}

/** Takes the next numbers of a unit's series; gapless, because they are taken where they are used. */
export async function takeNumbers(
  manager: EntityManager,
  series: Series,
  businessUnitId: string,
  count: number,
): Promise<bigint> {
  const next = await lockNumbers(manager, series, businessUnitId);
  await manager.query(`UPDATE ${series} SET next = next + ? WHERE business_unit_id = ?`, [
    count,
    businessUnitId,
  ]);
  return next;
}
