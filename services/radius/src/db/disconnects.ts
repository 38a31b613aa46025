import { newId } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type { Disconnect, Disconnects } from "../usecases/disconnect-ports.ts";

type Changed = { readonly affectedRows: number };

export function mysqlDisconnects(manager: EntityManager): Disconnects {
  return {
    async queue({ id, sessionId, operationId }, at) {
      await manager.query(
        `INSERT INTO disconnects
           (id, session_id, operation_id, state, attempts, error_cause, queued_at)
         VALUES (?, ?, ?, 'queued', 0, 0, ?)`,
        [id, sessionId, operationId, at],
      );
    },
    async queueMissing(sessionIds, at) {
      for (const sessionId of sessionIds)
        await manager.query(
          `INSERT INTO disconnects (id, session_id, state, attempts, error_cause, queued_at)
           SELECT ?, ?, 'queued', 0, 0, ? FROM DUAL WHERE NOT EXISTS (
             SELECT 1 FROM disconnects WHERE session_id = ? AND state = 'queued')`,
          [newId(at), sessionId, at, sessionId],
        );
    },
    async queueOnce(sessionIds, since, at) {
      for (const sessionId of sessionIds)
        await manager.query(
          `INSERT INTO disconnects (id, session_id, state, attempts, error_cause, queued_at)
           SELECT ?, ?, 'queued', 0, 0, ? FROM DUAL WHERE NOT EXISTS (
             SELECT 1 FROM disconnects WHERE session_id = ? AND queued_at >= ?)`,
          [newId(at), sessionId, at, sessionId, since],
        );
    },
    queued: (limit) =>
      manager.query<Disconnect[]>(
        `SELECT id, session_id AS sessionId, operation_id AS operationId FROM disconnects
         WHERE state = 'queued' ORDER BY queued_at, id LIMIT ?`,
        [limit],
      ),
    async settle(id, { answer, errorCause, attempts }, at) {
      const settled = await manager.query<Changed>(
        `UPDATE disconnects SET state = ?, error_cause = ?, attempts = ?, answered_at = ?
         WHERE id = ? AND state = 'queued'`,
        [answer, errorCause, attempts, at, id],
      );
      return settled.affectedRows === 1;
    },
  };
}
