import type { EntityManager } from "typeorm";
import type { UnitDomains } from "../usecases/ports.ts";

export function mysqlUnitDomains(manager: EntityManager): UnitDomains {
  return {
    async keep(businessUnitId, domain) {
      await manager.query("REPLACE INTO unit_domains (business_unit_id, domain) VALUES (?, ?)", [
        businessUnitId,
        domain.toLowerCase(),
      ]);
    },
    async remove(businessUnitId) {
      await manager.query("DELETE FROM unit_domains WHERE business_unit_id = ?", [businessUnitId]);
    },
    async has(domain) {
      const found = "SELECT 1 FROM unit_domains WHERE domain = ? LIMIT 1";
      return (await manager.query<unknown[]>(found, [domain])).length > 0;
    },
  };
}
