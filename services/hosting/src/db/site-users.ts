import type { EntityManager } from "typeorm";
import type { SiteUsers } from "../usecases/ports.ts";

export function mysqlSiteUsers(manager: EntityManager): SiteUsers {
  return {
    async give(domainId) {
      const { insertId } = await manager.query<{ insertId: number }>(
        "INSERT INTO site_users (domain_id) VALUES (?)",
        [domainId],
      );
      return insertId;
    },
  };
}
