import type { EntityManager } from "typeorm";

/** Remembers what each consumer has handled, in the same transaction as what it did about it. */
export type Inbox = {
  /** False when this consumer has already handled the message. */
  readonly accept: (consumer: string, messageId: string, at: Date) => Promise<boolean>;
  /**
   * Lets a version of an aggregate through only once and only upwards. The caller answers for what
   * is held back: it is older than something this consumer has acted on.
   */
  readonly advance: (consumer: string, aggregateId: string, version: bigint) => Promise<boolean>;
  /** The same for many aggregates of one batch; resolves with those that are let through. */
  readonly advanceAll: (
    consumer: string,
    versions: ReadonlyMap<string, bigint>,
  ) => Promise<ReadonlySet<string>>;
};

type Changed = { readonly affectedRows: number };

export function inbox(manager: EntityManager): Inbox {
  return {
    async accept(consumer, messageId, at) {
      const inserted = await manager.query<Changed>("INSERT IGNORE INTO inbox VALUES (?, ?, ?)", [
        consumer,
        messageId,
        at,
      ]);
      return inserted.affectedRows === 1;
    },
    async advance(consumer, aggregateId, version) {
      await manager.query(
        `INSERT INTO versions VALUES (?, ?, -1) ON DUPLICATE KEY UPDATE version = version`,
        [consumer, aggregateId],
      );
      const advanced = await manager.query<Changed>(
        "UPDATE versions SET version = ? WHERE consumer = ? AND aggregate_id = ? AND version < ?",
        [version.toString(), consumer, aggregateId, version.toString()],
      );
      return advanced.affectedRows === 1;
    },
    async advanceAll(consumer, versions) {
      const ids = [...versions.keys()];
      if (ids.length === 0) return new Set();
      const rows = (version: (id: string) => string) =>
        ids.map((id) => [consumer, id, version(id)]);
      await manager.query(
        "INSERT INTO versions VALUES ? ON DUPLICATE KEY UPDATE version = version",
        [rows(() => "-1")],
      );
      const held = await manager.query<{ id: string; version: string }[]>(
        `SELECT aggregate_id AS id, version FROM versions
         WHERE consumer = ? AND aggregate_id IN (?) FOR UPDATE`,
        [consumer, ids],
      );
      const behind = held.filter(({ id, version }) => BigInt(version) < (versions.get(id) ?? 0n));
      await manager.query(
        "INSERT INTO versions VALUES ? ON DUPLICATE KEY UPDATE version = GREATEST(version, VALUES(version))",
        [rows((id) => (versions.get(id) ?? 0n).toString())],
      );
      return new Set(behind.map(({ id }) => id));
    },
  };
}
