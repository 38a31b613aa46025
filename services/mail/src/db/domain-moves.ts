import type { EntityManager } from "typeorm";
import type { DomainMoves, PreparedMove } from "../usecases/ports.ts";

type Row = Omit<PreparedMove, "domainVersion" | "withContent" | "hashes"> & {
  readonly domainVersion: string;
  readonly withContent: number;
  readonly hashes: string;
};

export function mysqlDomainMoves(manager: EntityManager): DomainMoves {
  return {
    async keep(move) {
      const { domainId, toSubscriptionId, fromSubscriptionId, customerId, name } = move;
      const ids = [domainId, toSubscriptionId, fromSubscriptionId, customerId, name];
      const { domainVersion, withContent, quotaMb, hashes, preparedAt } = move;
      await manager.query("REPLACE INTO domain_moves VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [
        ...ids,
        domainVersion.toString(),
        withContent,
        quotaMb,
        JSON.stringify(hashes),
        preparedAt,
      ]);
    },
    async lock(domainId, toSubscriptionId) {
      const [row] = await manager.query<Row[]>(
        `SELECT domain_id AS domainId, to_subscription_id AS toSubscriptionId,
           from_subscription_id AS fromSubscriptionId, customer_id AS customerId, name,
           domain_version AS domainVersion, with_content AS withContent, quota_mb AS quotaMb,
           hashes, prepared_at AS preparedAt
         FROM domain_moves WHERE domain_id = ? AND to_subscription_id = ? FOR UPDATE`,
        [domainId, toSubscriptionId],
      );
      if (row === undefined) return null;
      return {
        ...row,
        domainVersion: BigInt(row.domainVersion),
        withContent: Boolean(row.withContent),
        hashes: JSON.parse(row.hashes) as PreparedMove["hashes"],
      };
    },
    async remove(domainId, toSubscriptionId) {
      await manager.query(
        "DELETE FROM domain_moves WHERE domain_id = ? AND to_subscription_id = ?",
        [domainId, toSubscriptionId],
      );
    },
    async forget(before) {
      await manager.query("DELETE FROM domain_moves WHERE prepared_at < ?", [before]);
    },
  };
}
