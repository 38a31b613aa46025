import type { EntityManager } from "typeorm";
import { duplicateKey } from "@isp/db";
import { newId } from "@isp/kernel";
import type { Sessions, StoredSession } from "../usecases/session-ports.ts";
import { listSessions, newest } from "./session-list.ts";
import { openAt } from "./sessions-at.ts";
import { moveOnStatement, movedOnRow } from "./session-moves.ts";
import { columnNames, keyCell, rowOf, type SessionRow, sessionOf, updates } from "./session-row.ts";

type Changed = { readonly affectedRows: number };

/** Another replica changed one of these sessions meanwhile; the batch is to be run again. */
export class SessionRaceError extends Error {
  override readonly name = "SessionRaceError";
}

type Writes = "setAside" | "add" | "save" | "moveOn" | "park";

export function mysqlSessions(manager: EntityManager): Sessions {
  return { ...reads(manager), ...writes(manager) };
}

function reads(manager: EntityManager): Omit<Sessions, Writes> {
  const select = async (rest: string, parameters: readonly unknown[]): Promise<StoredSession[]> => {
    const rows = await manager.query<SessionRow[]>(
      `SELECT ${columnNames} FROM live_sessions ${rest}`,
      [...parameters],
    );
    return rows.map(sessionOf);
  };
  return {
    lockByKey: (keys) =>
      select("WHERE session_key IN (?) ORDER BY session_key FOR UPDATE", [keys.map(keyCell)]),
    lockAside: ({ key, nasId, acctSessionId, username }) =>
      select(
        `WHERE username = ? AND nas_id = ? AND acct_session_id = ? AND session_key <> ?
         ORDER BY started_at DESC FOR UPDATE`,
        [username, nasId, acctSessionId, keyCell(key)],
      ),
    async openIdsOfNas({ nasId, before, afterId, limit }) {
      // Without locks: those on a range of this index would stop every session that begins there.
      const rows = await manager.query<{ id: string }[]>(
        `SELECT id FROM live_sessions WHERE nas_id = ? AND ended_at IS NULL AND id > ?
         AND started_at < ? ORDER BY id LIMIT ?`,
        [nasId, afterId, before, limit],
      );
      return rows.map(({ id }) => id);
    },
    async countEndedByRestart(nasId, at) {
      const [row] = await manager.query<{ ended: string }[]>(
        `SELECT COUNT(*) AS ended FROM live_sessions WHERE nas_id = ? AND ended_at IS NOT NULL
         AND presumed_cause = 'restart' AND presumed_at = ?`,
        [nasId, at],
      );
      return Number(row?.ended ?? 0);
    },
    async openOfLogins(loginIds) {
      if (loginIds.length === 0) return [];
      return select("WHERE login_id IN (?) AND ended_at IS NULL ORDER BY started_at DESC", [
        [...loginIds],
      ]);
    },
    async lastOfLogin(loginId) {
      const last = "WHERE login_id = ? ORDER BY started_at DESC LIMIT 1";
      const [live] = await select(last, [loginId]);
      if (live !== undefined) return live;
      const archived = await manager.query<SessionRow[]>(
        `SELECT ${columnNames} FROM sessions ${last}`,
        [loginId],
      );
      return archived.map(sessionOf)[0] ?? null;
    },
    async openOfUsernames(usernames) {
      if (usernames.length === 0) return [];
      return select("WHERE username IN (?) AND ended_at IS NULL", [[...usernames]]);
    },
    async find(id) {
      const [session] = await select("WHERE id = ?", [id]);
      return session ?? null;
    },
    async lock(id) {
      const [session] = await select("WHERE id = ? FOR UPDATE", [id]);
      return session ?? null;
    },
    lockMany: (ids) => select("WHERE id IN (?) ORDER BY session_key FOR UPDATE", [[...ids]]),
    list: (filter) => listSessions(manager, filter),
    openAt: (filter) => openAt(manager, filter),
    async ofDevice(macDigits, units, limit) {
      if (units !== "all" && units.length === 0) return [];
      const device = [["mac_digits = ?", macDigits], ["customer_id IS NOT NULL"]] as const;
      const seen = units === "all" ? [] : [["business_unit_id IN (?)", [...units]] as const];
      return newest(manager, [[...device, ...seen]], { limit });
    },
    async countOpenAt(routingPointId) {
      const [row] = await manager.query<{ open: string }[]>(
        `SELECT COUNT(*) AS open FROM live_sessions
         WHERE routing_point_id = ? AND ended_at IS NULL`,
        [routingPointId],
      );
      return Number(row?.open ?? 0);
    },
    async countOpenOfNas(nasId) {
      const [row] = await manager.query<{ open: string }[]>(
        "SELECT COUNT(*) AS open FROM live_sessions WHERE nas_id = ? AND ended_at IS NULL",
        [nasId],
      );
      return Number(row?.open ?? 0);
    },
  };
}

function writes(manager: EntityManager): Pick<Sessions, Writes> {
  return {
    async setAside(id, key) {
      await manager.query("UPDATE live_sessions SET session_key = ? WHERE id = ?", [
        keyCell(key),
        id,
      ]);
    },
    async add(sessions) {
      try {
        await manager.query(`INSERT INTO live_sessions (${columnNames}) VALUES ?`, [
          sessions.map(rowOf),
        ]);
      } catch (error) {
        if (duplicateKey(error) === undefined) throw error;
        throw new SessionRaceError("a session began twice at the same moment", { cause: error });
      }
    },
    async save(sessions) {
      await manager.query(
        `INSERT INTO live_sessions (${columnNames}) VALUES ? ON DUPLICATE KEY UPDATE ${updates}`,
        [sessions.map(rowOf)],
      );
    },
    async moveOn(sessions) {
      const rows = sessions.map(movedOnRow).toSorted((one, other) => (one[0] < other[0] ? -1 : 1));
      const moved = await manager.query<Changed>(moveOnStatement, [JSON.stringify(rows)]);
      if (moved.affectedRows !== sessions.length)
        throw new SessionRaceError("a session was changed by somebody else");
    },
    async park(packets) {
      await manager.query(
        "INSERT INTO parked_packets (id, nas_id, reason, packet, received_at) VALUES ?",
        [
          packets.map(({ nasId, reason, packet, receivedAt }) => [
            newId(receivedAt),
            nasId,
            reason,
            packet,
            receivedAt,
          ]),
        ],
      );
    },
  };
}
