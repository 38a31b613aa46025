import { type EntityManager, MoreThan } from "typeorm";
import type { Previews } from "../usecases/operation-ports.ts";
import { previewSchema } from "./operation-schemas.ts";
import { inUnits } from "./visible.ts";

const atOnce = 1_000;

export function mysqlPreviews(manager: EntityManager): Previews {
  return {
    async add(preview) {
      await manager.insert(previewSchema, preview);
    },
    find: (id, units, now) =>
      manager.findOneBy(previewSchema, { id, ...inUnits(units), expiresAt: MoreThan(now) }),
    async prune(now) {
      await manager.query(`DELETE FROM previews WHERE expires_at < ? LIMIT ${atOnce}`, [now]);
    },
  };
}
