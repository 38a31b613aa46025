import type { EntityManager } from "typeorm";
import type { Noc, Presence, Sample, Silence } from "../usecases/noc-ports.ts";
import { hourOf } from "./rejects.ts";

const sampleMs = 300_000;
/** Stands for the provider as a whole: it is there whenever somebody counted, be nobody online. */
const counted = "";

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
    sampleOnline: (online, at) => sampleOnline(manager, online, at),
    samplesSince: (since, points) => samplesSince(manager, since, points),
    async forgetSamples(before) {
      await manager.query("DELETE FROM online_samples WHERE at < ? LIMIT 50000", [before]);
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

async function sampleOnline(
  manager: EntityManager,
  online: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  const at = new Date(Math.floor(now.getTime() / sampleMs) * sampleMs);
  const all = new Map([[counted, 0], ...online]);
  const rows = [...all].map(([point, sessions]) => [point, at, sessions]);
  await manager.query("INSERT IGNORE INTO online_samples VALUES ?", [rows]);
}

/** Where nobody counted there is no sample; where one point has no row, nobody was online there. */
async function samplesSince(
  manager: EntityManager,
  since: Date,
  points: readonly string[] | "all",
): Promise<Sample[]> {
  const isAsked = points === "all" ? "1 = 1" : "s.routing_point_id IN (?)";
  const rows = await manager.query<{ readonly at: Date; readonly online: string }[]>(
    `SELECT c.at, COALESCE(SUM(s.sessions), 0) AS online
     FROM online_samples c LEFT JOIN online_samples s ON s.at = c.at AND ${isAsked}
     WHERE c.routing_point_id = ? AND c.at >= ? GROUP BY c.at ORDER BY c.at`,
    [...(points === "all" ? [] : [points.length === 0 ? ["none"] : [...points]]), counted, since],
  );
  return rows.map(({ at, online }) => ({ at, online: Number(online) }));
}
