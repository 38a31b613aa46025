import type { EntityManager } from "typeorm";
import type { DefaultPolicy } from "../domain/default-policy.ts";
import type { DefaultPolicies } from "../usecases/ladder-ports.ts";

const columns = `business_unit_id AS businessUnitId, from_on AS fromOn, version, is_on AS isOn,
  suspend_after_notice_days AS suspendAfterNoticeDays,
  rescind_after_suspension_days AS rescindAfterSuspensionDays, clearing_days AS clearingDays,
  min_debt_cents AS minDebtCents, daily_cap AS dailyCap, is_automatic AS isAutomatic,
  unlock_days AS unlockDays, unlocks_per_month AS unlocksPerMonth, reminds`;

type Flag = "isOn" | "isAutomatic" | "reminds";
type Counted = "version" | "minDebtCents";
type Row = Omit<DefaultPolicy, Flag | Counted> & {
  readonly [Column in Flag]: number;
} & { readonly [Column in Counted]: string };

export function mysqlDefaultPolicies(manager: EntityManager): DefaultPolicies {
  const read = async (businessUnitId: string, lock = "") => {
    const rows = await manager.query<Row[]>(
      `SELECT ${columns} FROM default_policies WHERE business_unit_id = ? ORDER BY from_on ${lock}`,
      [businessUnitId],
    );
    return rows.map(toPolicy);
  };
  return {
    of: (businessUnitId) => read(businessUnitId),
    async lock(businessUnitId) {
      // Two who write at the same time meet at the unit, where there may be no policy yet.
      await manager.query("SELECT id FROM business_units WHERE id = ? FOR UPDATE", [
        businessUnitId,
      ]);
      return read(businessUnitId);
    },
    async save(policy, by, at) {
      await manager.query("REPLACE INTO default_policies VALUES (?)", [
        [
          policy.businessUnitId,
          policy.fromOn,
          policy.version.toString(),
          policy.isOn,
          policy.suspendAfterNoticeDays,
          policy.rescindAfterSuspensionDays,
          policy.clearingDays,
          policy.minDebtCents.toString(),
          policy.dailyCap,
          policy.isAutomatic,
          policy.unlockDays,
          policy.unlocksPerMonth,
          policy.reminds,
          by,
          at,
        ],
      ]);
    },
  };
}

function toPolicy(row: Row): DefaultPolicy {
  return {
    ...row,
    version: BigInt(row.version),
    minDebtCents: BigInt(row.minDebtCents),
    isOn: row.isOn === 1,
    isAutomatic: row.isAutomatic === 1,
    reminds: row.reminds === 1,
  };
}
