import { newId } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type {
  BatchProgress,
  ControlRequest,
  DisconnectBatch,
  Disconnects,
} from "../usecases/disconnect-ports.ts";

import { queuedDisconnects } from "./queued-disconnects.ts";

type Changed = { readonly affectedRows: number };

const atOnce = 1_000;
const requestColumns = `d.id, d.session_id AS sessionId, d.operation_id AS operationId, d.kind,
  d.follows_id AS followsId, d.state,
  d.error_cause AS errorCause, d.attempts, d.queued_at AS queuedAt, d.answered_at AS answeredAt`;
const isOnItsWay = `EXISTS (SELECT 1 FROM disconnects q
  WHERE q.session_id = s.id AND q.state = 'queued' AND q.kind = 'disconnect')`;

type Writes =
  | "queue"
  | "queueChange"
  | "queueMissing"
  | "queueOnce"
  | "queueChanges"
  | "queueBatch"
  | "settle";

export function mysqlDisconnects(manager: EntityManager): Disconnects {
  return { ...reads(manager), ...writes(manager) };
}

function writes(manager: EntityManager): Pick<Disconnects, Writes> {
  const insert = (
    { id, sessionId, at }: { readonly id: string; readonly sessionId: string; readonly at: Date },
    where = "",
    values: readonly unknown[] = [],
  ) =>
    manager.query(
      `INSERT INTO disconnects (id, session_id, nas_id, state, attempts, error_cause, queued_at)
       SELECT ?, s.id, s.nas_id, 'queued', 0, 0, ? FROM live_sessions s WHERE s.id = ? ${where}`,
      [id, at, sessionId, ...values],
    );
  return {
    async queue({ id, sessionId, operationId, followsId = null }, at) {
      await insert({ id, sessionId, at });
      await manager.query("UPDATE disconnects SET operation_id = ?, follows_id = ? WHERE id = ?", [
        operationId,
        followsId,
        id,
      ]);
    },
    async queueChange({ id, sessionId, operationId }, at) {
      await manager.query(
        `INSERT INTO disconnects
           (id, session_id, nas_id, operation_id, kind, state, attempts, error_cause, queued_at)
         SELECT ?, s.id, s.nas_id, ?, 'coa', 'queued', 0, 0, ? FROM live_sessions s
         WHERE s.id = ? AND NOT ${isOnItsWay}`,
        [id, operationId, at, sessionId],
      );
    },
    async queueChanges(sessionIds, at) {
      for (const sessionId of sessionIds)
        await manager.query(
          `INSERT INTO disconnects
             (id, session_id, nas_id, kind, state, attempts, error_cause, queued_at)
           SELECT ?, s.id, s.nas_id, 'coa', 'queued', 0, 0, ? FROM live_sessions s
           WHERE s.id = ? AND NOT EXISTS (SELECT 1 FROM disconnects q
             WHERE q.session_id = s.id AND q.state = 'queued')`,
          [newId(at), at, sessionId],
        );
    },
    async queueMissing(sessionIds, at) {
      for (const sessionId of sessionIds)
        await insert({ id: newId(at), sessionId, at }, `AND NOT ${isOnItsWay}`);
    },
    async queueOnce(sessionIds, since, at) {
      const asked = `AND NOT EXISTS (
        SELECT 1 FROM disconnects q WHERE q.session_id = s.id AND q.queued_at >= ?)`;
      for (const sessionId of sessionIds)
        await insert({ id: newId(at), sessionId, at }, asked, [since]);
    },
    queueBatch: (batch) => queueBatch(manager, batch),
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

function reads(manager: EntityManager): Omit<Disconnects, Writes> {
  return {
    queued: (limitPerNas, changesBefore) =>
      queuedDisconnects(manager, { limitPerNas, changesBefore }),
    acknowledgedOpen: (since, limit) =>
      manager.query<{ sessionId: string; at: Date }[]>(
        `SELECT d.session_id AS sessionId, MAX(d.answered_at) AS at
         FROM disconnects d JOIN live_sessions s ON s.id = d.session_id
         WHERE d.state = 'ack' AND d.kind = 'disconnect' AND d.queued_at >= ? AND s.ended_at IS NULL
         GROUP BY d.session_id LIMIT ?`,
        [since, limit],
      ),
    async ofSessions(sessionIds) {
      if (sessionIds.length === 0) return [];
      return manager.query<ControlRequest[]>(
        `SELECT ${requestColumns} FROM disconnects d WHERE d.session_id IN (?)
         ORDER BY d.queued_at DESC, d.id DESC`,
        [[...sessionIds]],
      );
    },
    ofLogin: (loginId, limit) =>
      manager.query<ControlRequest[]>(
        `SELECT ${requestColumns} FROM disconnects d JOIN live_sessions s ON s.id = d.session_id
         WHERE s.login_id = ? ORDER BY d.queued_at DESC, d.id DESC LIMIT ?`,
        [loginId, limit],
      ),
    async findBatch(id) {
      const [batch] = await manager.query<DisconnectBatch[]>(`${batchSelect} WHERE id = ?`, [id]);
      return batch === undefined ? null : progressOf(manager, batch);
    },
    async lastBatchAt(routingPointId) {
      const [batch] = await manager.query<DisconnectBatch[]>(
        `${batchSelect} WHERE routing_point_id = ? ORDER BY requested_at DESC, id DESC LIMIT 1`,
        [routingPointId],
      );
      return batch === undefined ? null : progressOf(manager, batch);
    },
  };
}

const batchSelect = `SELECT id, routing_point_id AS routingPointId, sessions,
  requested_by AS requestedBy, requested_at AS requestedAt FROM disconnect_batches`;

async function queueBatch(
  manager: EntityManager,
  batch: Omit<DisconnectBatch, "sessions">,
): Promise<DisconnectBatch> {
  const open = await manager.query<{ readonly id: string; readonly nasId: string }[]>(
    `SELECT s.id, s.nas_id AS nasId FROM live_sessions s
     WHERE s.routing_point_id = ? AND s.ended_at IS NULL AND NOT ${isOnItsWay}`,
    [batch.routingPointId],
  );
  const { id, routingPointId, requestedBy, requestedAt: at } = batch;
  await manager.query("INSERT INTO disconnect_batches VALUES (?, ?, ?, ?, ?)", [
    id,
    routingPointId,
    open.length,
    requestedBy,
    at,
  ]);
  for (let start = 0; start < open.length; start += atOnce) {
    const rows = open
      .slice(start, start + atOnce)
      .map((session) => [newId(at), session.id, session.nasId, id, "queued", 0, 0, at]);
    await manager.query(
      `INSERT INTO disconnects
         (id, session_id, nas_id, batch_id, state, attempts, error_cause, queued_at) VALUES ?`,
      [rows],
    );
  }
  return { ...batch, sessions: open.length };
}

async function progressOf(manager: EntityManager, batch: DisconnectBatch): Promise<BatchProgress> {
  const counts = await manager.query<{ state: ControlRequest["state"]; count: string }[]>(
    "SELECT state, COUNT(*) AS count FROM disconnects WHERE batch_id = ? GROUP BY state",
    [batch.id],
  );
  const count = (state: ControlRequest["state"]) =>
    Number(counts.find((row) => row.state === state)?.count ?? 0);
  return {
    ...batch,
    queued: count("queued"),
    ack: count("ack"),
    nak: count("nak"),
    timeout: count("timeout"),
  };
}
