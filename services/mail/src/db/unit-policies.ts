import type { EntityManager } from "typeorm";
import { type UnitPolicy, usualPolicy } from "../domain/unit-policy.ts";
import type { UnitPolicies } from "../usecases/ports.ts";

type Row = {
  readonly version: string;
  readonly refusesSuspended: number;
  readonly suspendedText: string;
};

const columns = `version, refuses_suspended AS refusesSuspended, suspended_text AS suspendedText`;

export function mysqlUnitPolicies(manager: EntityManager): UnitPolicies {
  const read = async (businessUnitId: string, lock: string): Promise<UnitPolicy> => {
    const [row] = await manager.query<Row[]>(
      `SELECT ${columns} FROM unit_policies WHERE business_unit_id = ? ${lock}`,
      [businessUnitId],
    );
    if (row === undefined) return usualPolicy(businessUnitId);
    const { version, refusesSuspended, suspendedText } = row;
    return {
      businessUnitId,
      version: BigInt(version),
      refusesSuspended: refusesSuspended === 1,
      suspendedText,
    };
  };
  return {
    of: (businessUnitId) => read(businessUnitId, ""),
    async lock(businessUnitId) {
      const { refusesSuspended, suspendedText } = usualPolicy(businessUnitId);
      // The row that all who change it queue at, also the first of them.
      await manager.query("INSERT IGNORE INTO unit_policies VALUES (?, 1, ?, ?)", [
        businessUnitId,
        refusesSuspended,
        suspendedText,
      ]);
      return read(businessUnitId, "FOR UPDATE");
    },
    async save({ businessUnitId, version, refusesSuspended, suspendedText }) {
      await manager.query(
        `UPDATE unit_policies SET version = ?, refuses_suspended = ?, suspended_text = ?
         WHERE business_unit_id = ?`,
        [version.toString(), refusesSuspended, suspendedText, businessUnitId],
      );
    },
  };
}
