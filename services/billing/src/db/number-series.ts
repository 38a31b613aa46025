import type { EntityManager } from "typeorm";

/** Takes the next numbers of a unit's series; gapless, because they are taken where they are used. */
export async function takeNumbers(
  manager: EntityManager,
  series: "number_series" | "credit_note_series",
  businessUnitId: string,
  count: number,
): Promise<bigint> {
  await manager.query(`INSERT IGNORE INTO ${series} VALUES (?, 1)`, [businessUnitId]);
  const [row] = await manager.query<{ next: string }[]>(
    `SELECT next FROM ${series} WHERE business_unit_id = ? FOR UPDATE`,
    [businessUnitId],
  );
  await manager.query(`UPDATE ${series} SET next = next + ? WHERE business_unit_id = ?`, [
    count,
    businessUnitId,
  ]);
  return BigInt(row?.next ?? 1);
}
