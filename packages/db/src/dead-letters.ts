import { newId } from "@isp/kernel";
import type { EntityManager } from "typeorm";

/** A message that could not be handled and was set aside, so that those behind it flow. */
export type DeadLetter = {
  readonly id: string;
  readonly consumer: string;
  readonly messageId: string;
  readonly subject: string;
  readonly payload: string;
  readonly error: string;
  readonly attempts: number;
  readonly diedAt: Date;
  readonly replayedAt: Date | null;
};

export type DeadLetters = {
  readonly add: (letter: Omit<DeadLetter, "id" | "replayedAt">) => Promise<void>;
  /** Newest first; those already replayed are left out. */
  readonly list: (limit: number) => Promise<readonly DeadLetter[]>;
  readonly find: (id: string) => Promise<DeadLetter | null>;
  readonly markReplayed: (id: string, at: Date) => Promise<void>;
};

const columns = `id, consumer, message_id AS messageId, subject, payload, error, attempts,
                 died_at AS diedAt, replayed_at AS replayedAt`;

export function deadLetters(manager: EntityManager): DeadLetters {
  return {
    async add({ consumer, messageId, subject, payload, error, attempts, diedAt }) {
      await manager.query(
        `INSERT INTO dead_letters
           (id, consumer, message_id, subject, payload, error, attempts, died_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE error = VALUES(error), attempts = VALUES(attempts),
           died_at = VALUES(died_at), replayed_at = NULL`,
        [newId(diedAt), consumer, messageId, subject, payload, error, attempts, diedAt],
      );
    },
    list: (limit) =>
      manager.query<DeadLetter[]>(
        `SELECT ${columns} FROM dead_letters WHERE replayed_at IS NULL ORDER BY died_at DESC LIMIT ?`,
        [limit],
      ),
    async find(id) {
      const [row] = await manager.query<DeadLetter[]>(
        `SELECT ${columns} FROM dead_letters WHERE id = ?`,
        [id],
      );
      return row ?? null;
    },
    async markReplayed(id, at) {
      await manager.query("UPDATE dead_letters SET replayed_at = ? WHERE id = ?", [at, id]);
    },
  };
}
