import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import { findStatus, type Status, statuses as seeded } from "../domain/status.ts";
import type { Statuses } from "../usecases/catalogue-ports.ts";
import { statusSchema } from "./catalogue.schema.ts";

export function mysqlStatuses(manager: EntityManager): Statuses {
  return {
    async list() {
      const rows = await manager.find(statusSchema, { order: { name: "ASC" } });
      const byKey = new Map(rows.map((row) => [row.key, row]));
      const own = rows.filter(({ key }) => findStatus(key) === undefined);
      return [
        ...seeded.map((status) => renamed(status, byKey.get(status.key))),
        ...own.map((row) => ({ ...row, seeded: false })),
      ];
    },
    async find(key) {
      const row = await manager.findOneBy(statusSchema, { key });
      const known = findStatus(key);
      if (known !== undefined) return renamed(known, row ?? undefined);
      return row === null ? null : { ...row, seeded: false };
    },
    async lock(key) {
      // One lock for all: this list changes a few times in a provider's life.
      await manager.query("SELECT status_key FROM statuses FOR UPDATE");
      return this.find(key);
    },
    async add({ seeded: _seeded, ...row }) {
      try {
        await manager.insert(statusSchema, row);
      } catch (error) {
        if (duplicateKey(error) === undefined) throw error;
        throw taken(row.key, error);
      }
    },
    async save({ seeded: _seeded, ...row }) {
      await manager.upsert(statusSchema, row, ["key"]);
    },
    async remove(key) {
      await manager.delete(statusSchema, { key });
    },
    async countIn(key) {
      const [row] = await manager.query<{ count: string }[]>(
        "SELECT COUNT(*) AS count FROM subscriptions WHERE status = ?",
        [key],
      );
      return Number(row?.count ?? 0);
    },
  };
}

const taken = (key: string, cause?: unknown) =>
  refuse.status_taken(`There is a status ${key} already.`, {
    fields: [{ pointer: "/key", detail: "is taken" }],
    cause,
  });

function renamed(status: Status, row: Omit<Status, "seeded"> | undefined): Status {
  return row === undefined ? status : { ...status, name: row.name, version: row.version };
}
