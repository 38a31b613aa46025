import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Network } from "../usecases/ports.ts";
import { type NasRow, nasSchema, routingPointSchema } from "./network.schema.ts";

const touched = (): string => "UTC_TIMESTAMP(3)";
const lock = { mode: "pessimistic_write" } as const;

export function mysqlNetwork(manager: EntityManager): Network {
  return {
    findRoutingPoint: (id) => manager.findOne(routingPointSchema, { where: { id } }),
    lockRoutingPoint: (id) => manager.findOne(routingPointSchema, { where: { id }, lock }),
    async addRoutingPoint(point) {
      await manager.insert(routingPointSchema, { ...point, touchedAt: touched });
    },
    async saveRoutingPoint({ id, ...values }) {
      await manager.update(routingPointSchema, { id }, { ...values, touchedAt: touched });
    },
    async removeRoutingPoint(id) {
      await manager.delete(routingPointSchema, { id });
    },
    async pageRoutingPoints({ units, after, limit }) {
      const query = manager
        .createQueryBuilder(routingPointSchema, "point")
        .where("point.id > :after", { after });
      if (units !== "all") {
        if (units.length === 0) return [];
        query.andWhere("point.businessUnitId IN (:...units)", { units });
      }
      return query.orderBy("point.id", "ASC").limit(limit).getMany();
    },
    findNas: (id) => manager.findOne(nasSchema, { where: { id } }),
    lockNas: (id) => manager.findOne(nasSchema, { where: { id }, lock }),
    async addNas(nas) {
      await uniqueAddress(nas, () => manager.insert(nasSchema, { ...nas, touchedAt: touched }));
    },
    async saveNas({ id, ...values }) {
      const change = { ...values, touchedAt: touched };
      await uniqueAddress(values, () => manager.update(nasSchema, { id }, change));
    },
    async removeNas(id) {
      await manager.delete(nasSchema, { id });
      await manager.query(
        "UPDATE disconnects SET nas_id = NULL WHERE state = 'queued' AND nas_id = ?",
        [id],
      );
    },
    async pageNas({ units, after, limit }) {
      const query = manager
        .createQueryBuilder(nasSchema, "nas")
        .where("nas.id > :after", { after });
      if (units !== "all") {
        if (units.length === 0) return [];
        query.innerJoin(
          routingPointSchema.options.name,
          "point",
          "point.id = nas.routingPointId AND point.businessUnitId IN (:...units)",
          { units },
        );
      }
      return query.orderBy("nas.id", "ASC").limit(limit).getMany();
    },
    countNasAt: (routingPointId) => manager.countBy(nasSchema, { routingPointId }),
  };
}

async function uniqueAddress(
  { address }: Pick<NasRow, "address">,
  write: () => Promise<unknown>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (duplicateKey(error) !== "nas_one_address") throw error;
    throw refuse.nas_address_taken(`Another NAS has the address ${address}.`, {
      fields: [{ pointer: "/address", detail: "is taken by another NAS" }],
      cause: error,
    });
  }
}
