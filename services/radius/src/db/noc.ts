import type { EntityManager } from "typeorm";
import type { Noc, Presence, Silence } from "../usecases/noc-ports.ts";
import { hourOf } from "./rejects.ts";

type Count = { readonly name: string; readonly count: string };

export function mysqlNoc(manager: EntityManager): Noc {
  return {
    async presences() {
      const rows = await manager.query<(Omit<Presence, "sessions"> & { sessions: string })[]>(
        `SELECT nas_id AS nasId, COALESCE(routing_point_id, '') AS routingPointId,
           COUNT(*) AS sessions, MAX(last_report_at) AS lastReportAt
         FROM live_sessions WHERE ended_at IS NULL GROUP BY nas_id, routing_point_id`,
      );
      return rows.map((row) => ({ ...row, sessions: Number(row.sessions) }));
    },
    async countOnline(online, at) {
      const rows = [...online].map(([point, sessions]) => [hourOf(at), point, sessions]);
      if (rows.length === 0) return;
      await manager.query(
        `INSERT INTO online_hours (hour, routing_point_id, sessions) VALUES ?
         ON DUPLICATE KEY UPDATE sessions = VALUES(sessions)`,
        [rows],
      );
    },
    async onlineAt(at) {
      const rows = await manager.query<Count[]>(
        "SELECT routing_point_id AS name, sessions AS count FROM online_hours WHERE hour = ?",
        [hourOf(at)],
      );
      return new Map(rows.map(({ name, count }) => [name, Number(count)]));
    },
    silences: () =>
      manager.query<Silence[]>("SELECT nas_id AS nasId, sessions, since FROM nas_silences"),
    async addSilence({ nasId, sessions, since }) {
      await manager.query("INSERT IGNORE INTO nas_silences VALUES (?, ?, ?)", [
        nasId,
        sessions,
        since,
      ]);
    },
    async endSilences(nasIds) {
      if (nasIds.length === 0) return;
      await manager.query("DELETE FROM nas_silences WHERE nas_id IN (?)", [[...nasIds]]);
    },
    async rejectsSince(since, points) {
      if (points !== "all" && points.length === 0) return [];
      const rows = await manager.query<Count[]>(
        `SELECT reason AS name, SUM(rejects) AS count FROM reject_hours WHERE hour >= ?
         ${points === "all" ? "" : "AND routing_point_id IN (?)"} GROUP BY reason ORDER BY count DESC`,
        [hourOf(since), ...(points === "all" ? [] : [[...points]])],
      );
      return rows.map(({ name, count }) => ({ reason: name, count: Number(count) }));
    },
    async forgetHours(before) {
      await manager.query("DELETE FROM online_hours WHERE hour < ?", [before]);
      await manager.query("DELETE FROM reject_hours WHERE hour < ?", [before]);
    },
  };
}
