import type { EntityManager } from "typeorm";
import type { SealedStorages } from "../usecases/ports.ts";

export function mysqlSealedStorages(manager: EntityManager): SealedStorages {
  return {
    async add(storage) {
      await manager.query("INSERT INTO sealed_storages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [
        storage.id,
        storage.mailboxId,
        storage.address,
        storage.subscriptionId,
        storage.customerId,
        storage.businessUnitId,
        storage.sealedAt,
        storage.keepUntil,
      ]);
    },
  };
}
