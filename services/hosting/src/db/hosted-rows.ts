import { isGone } from "@isp/kernel";
import { rowsOf } from "@isp/db";
import { type EntityManager, type EntitySchema, In, MoreThan } from "typeorm";
import type { HostedItem } from "../domain/hosted-item.ts";
import type { ItemRows, Units } from "../usecases/ports.ts";

export type Quarantined = {
  /** Since when the name is quarantined (D13). */
  readonly goneAt: Date | null;
};

type Refusals = {
  /** Makes a refusal of the database's answer to a row that cannot stand beside another. */
  readonly taken: (item: HostedItem, error: unknown) => unknown;
  readonly notFound: (id: string) => Error;
};

const forUpdate = { lock: { mode: "pessimistic_write" as const } };

/** The rows of one kind of hosted item. */
export function hostedRows<Item extends HostedItem>(
  manager: EntityManager,
  schema: EntitySchema<Item & Quarantined>,
  { taken, notFound }: Refusals,
): ItemRows<Item> {
  const repository = manager.getRepository<HostedItem>(schema);
  const one = async (id: string, units: Units, isLocked: boolean) => {
    const found = await repository.findOne({
      where: { id, ...inUnits(units) },
      ...(isLocked && forUpdate),
    });
    if (found === null) throw notFound(id);
    return found as Item;
  };
  const many = async (subscriptionId: string, isLocked: boolean) => {
    const order = { id: "ASC" as const };
    const found = await repository.find({
      where: { subscriptionId },
      order,
      ...(isLocked && forUpdate),
    });
    return found as Item[];
  };
  return {
    async add(item) {
      try {
        await repository.insert(rowOf(item));
      } catch (error) {
        throw taken(item, error);
      }
    },
    async save(item) {
      await repository.update({ id: item.id }, rowOf(item));
    },
    async remove(id) {
      await repository.delete({ id });
    },
    find: (id, units) => one(id, units, false),
    lock: (id, units) => one(id, units, true),
    ofSubscription: (subscriptionId) => many(subscriptionId, false),
    lockOfSubscription: (subscriptionId) => many(subscriptionId, true),
    goneBefore: (instant, limit) =>
      rowsOf(manager, schema).select("WHERE gone_at < ? ORDER BY gone_at LIMIT ?", [
        instant,
        limit,
      ]),
    async list({ subscriptionIds, customerIds, units, after, limit }) {
      const found = await repository.find({
        where: {
          ...inUnits(units),
          ...(subscriptionIds.length > 0 && { subscriptionId: In([...subscriptionIds]) }),
          ...(customerIds.length > 0 && { customerId: In([...customerIds]) }),
          ...(after !== "" && { id: MoreThan(after) }),
        },
        order: { id: "ASC" },
        take: limit,
      });
      return found as Item[];
    },
  };
}

function rowOf<Item extends HostedItem>(item: Item): Item & Quarantined {
  return { ...item, goneAt: isGone(item) ? item.wanted.at : null };
}

function inUnits(units: Units) {
  return units === "all" ? {} : { businessUnitId: In([...units]) };
}
