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
      const { domainVersion, withContent, quotaMb, hashes, preparedAt, preparationId } = move;
      const told = [domainVersion.toString(), withContent, quotaMb, JSON.stringify(hashes)];
      await manager.query(
        `REPLACE INTO domain_moves (domain_id, to_subscription_id, from_subscription_id, customer_id,
           name, domain_version, with_content, quota_mb, hashes, prepared_at, preparation_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [...ids, ...told, preparedAt, preparationId],
      );
    },
    async lock({ domainId, toSubscriptionId, preparationId }) {
      const [row] = await manager.query<Row[]>(
        `SELECT domain_id AS domainId, to_subscription_id AS toSubscriptionId,
           from_subscription_id AS fromSubscriptionId, customer_id AS customerId, name,
           domain_version AS domainVersion, with_content AS withContent, quota_mb AS quotaMb,
           hashes, prepared_at AS preparedAt, preparation_id AS preparationId
         FROM domain_moves WHERE domain_id = ? AND to_subscription_id = ? AND preparation_id = ? FOR UPDATE`,
        [domainId, toSubscriptionId, preparationId],
      );
      if (row === undefined) return null;
      return {
        ...row,
        domainVersion: BigInt(row.domainVersion),
        withContent: Boolean(row.withContent),
        hashes: JSON.parse(row.hashes) as PreparedMove["hashes"],
      };
    },
    async remove({ domainId, domainVersion }) {
      await manager.query("DELETE FROM domain_moves WHERE domain_id = ? AND domain_version = ?", [
        domainId,
        domainVersion.toString(),
      ]);
    },
    async forget(before) {
      await manager.query("DELETE FROM domain_moves WHERE prepared_at < ?", [before]);
    },
  };
}
