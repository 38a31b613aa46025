import { isGone } from "@isp/kernel";
import { rowsOf } from "@isp/db";
import { mysqlServerWork } from "./server-work.ts";
import { type EntityManager, type EntitySchema, In, MoreThan } from "typeorm";
import type { HostedItem } from "../domain/hosted-item.ts";
import type { ItemRows, Units, WorkKind } from "../usecases/ports.ts";

export type Quarantined = {
  /** Since when the name is quarantined (D13). */
  readonly goneAt: Date | null;
  /** When it was last compared with its server; written apart from the item, and not read with it. */
  readonly comparedAt?: Date | null;
};

type Refusals = {
  /** Makes a refusal of the database's answer to a row that cannot stand beside another. */
  readonly taken: (item: HostedItem, error: unknown) => unknown;
  readonly notFound: (id: string) => Error;
  readonly kind: WorkKind;
};

const forUpdate = { lock: { mode: "pessimistic_write" as const } };

/** The rows of one kind of hosted item. */
export function hostedRows<Item extends HostedItem>(
  manager: EntityManager,
  schema: EntitySchema<Item & Quarantined>,
  { taken, notFound, kind }: Refusals,
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
  // In the transaction of the change: what is wanted anew is always worked on, whatever dies meanwhile.
  const work = mysqlServerWork(manager);
  const enqueue = async ({ id, real, isHeld }: Item) => {
    if (real.state === "pending" && real.reason === "" && !isHeld)
      await work.add(kind, id, real.at);
  };
  return {
    async add(item) {
      try {
        await repository.insert(rowOf(item));
      } catch (error) {
        throw taken(item, error);
      }
      await enqueue(item);
    },
    async save(item) {
      await repository.update({ id: item.id }, rowOf(item));
      await enqueue(item);
    },
    async remove(id) {
      await repository.delete({ id });
    },
    find: (id, units) => one(id, units, false),
    lock: (id, units) => one(id, units, true),
    async named(ids) {
      if (ids.length === 0) return [];
      return (await repository.find({ where: { id: In([...ids]) } })) as Item[];
    },
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
