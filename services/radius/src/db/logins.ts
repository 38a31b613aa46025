import { duplicateKey, rowsOf } from "@isp/db";
import { type EntityManager, In } from "typeorm";
import type { Login } from "../domain/login.ts";
import type { Logins } from "../usecases/ports.ts";
import { type LoginRow, loginSchema } from "./login.schema.ts";
import { nextNamesAmong, taken } from "./renames.ts";

/** The database's own clock: replicas compare their reads with it, whatever their own clocks say. */
const touched = (): string => "UTC_TIMESTAMP(3)";
/** By then every replica has read that a login is gone. */
const unread = "UTC_TIMESTAMP(3) - INTERVAL 10 MINUTE";
/** By then every replica refuses a deleted login, and what it let in before has begun its session. */
const lately = "UTC_TIMESTAMP(3) - INTERVAL 2 MINUTE";
const lock = { mode: "pessimistic_write" } as const;

type Writes = "add" | "rename" | "save" | "addAll" | "saveAll" | "touch" | "remove";

export function mysqlLogins(manager: EntityManager): Logins {
  return { ...reads(manager), ...writes(manager) };
}

function reads(manager: EntityManager): Omit<Logins, Writes> {
  return {
    async find(id) {
      const row = await manager.findOne(loginSchema, { where: { id } });
      return row === null ? null : toLogin(row);
    },
    async lock(id) {
      const row = await manager.findOne(loginSchema, { where: { id }, lock });
      return row === null ? null : toLogin(row);
    },
    async lockOf(subscriptionId) {
      const where = { subscriptionId };
      const rows = await manager.find(loginSchema, { where, order: { id: "ASC" }, lock });
      return rows.map(toLogin);
    },
    async lockOfMany(subscriptionIds) {
      const rows = await rowsOf(manager, loginSchema).select(
        "WHERE subscription_id IN (?) ORDER BY id FOR UPDATE",
        [subscriptionIds],
      );
      return rows.map(toLogin);
    },
    async lockMany(ids) {
      const where = { id: In([...ids]) };
      const rows = await manager.find(loginSchema, { where, order: { id: "ASC" }, lock });
      return rows.map(toLogin);
    },
    async page({ subscriptionIds, customerIds, after, limit }) {
      const query = manager
        .createQueryBuilder(loginSchema, "login")
        .where("login.id > :after", { after });
      if (subscriptionIds.length > 0)
        query.andWhere("login.subscriptionId IN (:...subscriptionIds)", { subscriptionIds });
      if (customerIds.length > 0)
        query.andWhere("login.customerId IN (:...customerIds)", { customerIds });
      const rows = await query.orderBy("login.id", "ASC").limit(limit).getMany();
      return rows.map(toLogin);
    },
    async reservedBefore(instant, { after, limit }) {
      const rows = await manager
        .createQueryBuilder(loginSchema, "login")
        .where("login.state = 'reserved' AND login.createdAt < :instant", { instant })
        .andWhere("login.id > :after", { after })
        .orderBy("login.id", "ASC")
        .limit(limit)
        .getMany();
      return rows.map(toLogin);
    },
    async goneBefore(instant, limit) {
      const rows = await manager
        .createQueryBuilder(loginSchema, "login")
        .where("login.wantedState IN ('released', 'deleted') AND login.wantedAt < :instant")
        .andWhere(`(login.state = 'live' OR login.touchedAt < ${unread})`)
        .setParameters({ instant })
        .orderBy("login.wantedAt", "ASC")
        .limit(limit)
        .getMany();
      return rows.map(toLogin);
    },
    async mailPending(limit) {
      const where = { isMailPending: true };
      const rows = await manager.find(loginSchema, {
        where,
        order: { touchedAt: "ASC" },
        take: limit,
      });
      return rows.map(toLogin);
    },
    async deletedLately() {
      const rows = await rowsOf(manager, loginSchema).select(
        `WHERE touched_at >= ${lately} AND state = 'deleting'`,
        [],
      );
      return rows.map(toLogin);
    },
    async countAt(routingPointId) {
      return manager.countBy(loginSchema, { routingPointId });
    },
  };
}

function writes(manager: EntityManager): Pick<Logins, Writes> {
  return {
    async add(login) {
      await naming(login.name, () =>
        manager.insert(loginSchema, { ...toRow(login), touchedAt: touched }),
      );
      if ((await nextNamesAmong(manager, [login.name])).length > 0) throw taken(login.name);
    },
    async rename(id, name) {
      await manager.update(loginSchema, { id }, { name, touchedAt: touched });
    },
    async save(login) {
      const { id, ...values } = toRow(login);
      await manager.update(loginSchema, { id }, { ...values, touchedAt: touched });
    },
    async addAll(logins) {
      const touchedAt = await now(manager);
      const rows = logins.map((login) => ({ ...toRow(login), touchedAt }));
      await rowsOf(manager, loginSchema).addAll(rows);
      const wanted = new Map(logins.map(({ name, id }) => [name, id]));
      const held = await manager.query<{ id: string; name: string }[]>(
        "SELECT id, name FROM logins WHERE name IN (?)",
        [[...wanted.keys()]],
      );
      const others = held.flatMap(({ id, name }) => (wanted.get(name) === id ? [] : [name]));
      return [...others, ...(await nextNamesAmong(manager, [...wanted.keys()]))];
    },
    async saveAll(logins) {
      const touchedAt = await now(manager);
      const rows = logins.map((login) => ({ ...toRow(login), touchedAt }));
      await rowsOf(manager, loginSchema).keepAllNewer(rows);
    },
    async touch(ids) {
      await manager.update(loginSchema, { id: In([...ids]) }, { touchedAt: touched });
    },
    async remove(id) {
      await manager.delete(loginSchema, { id });
      await manager.query("DELETE FROM login_rejects WHERE login_id = ?", [id]);
    },
  };
}

async function naming(name: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (duplicateKey(error) !== "logins_one_name") throw error;
    throw taken(name, error);
  }
}

async function now(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ at: Date }[]>(`SELECT ${touched()} AS at`);
  if (row === undefined) throw new Error("the database does not know the time");
  return row.at;
}

function toLogin(row: LoginRow): Login {
  return {
    ...row,
    wanted: { state: row.wantedState, version: row.wantedVersion, at: row.wantedAt },
    real: {
      state: row.realState,
      version: row.realVersion,
      at: row.realAt,
      reason: row.realReason,
    },
  };
}

function toRow(login: Login): Omit<LoginRow, "touchedAt"> {
  return {
    id: login.id,
    name: login.name,
    mailDomain: login.mailDomain,
    subscriptionId: login.subscriptionId,
    customerId: login.customerId,
    businessUnitId: login.businessUnitId,
    routingPointId: login.routingPointId,
    state: login.state,
    isMain: login.isMain,
    hasPortalAccess: login.hasPortalAccess,
    isHeld: login.isHeld,
    password: login.password,
    plan: login.plan,
    wantedState: login.wanted.state,
    wantedVersion: login.wanted.version,
    wantedAt: login.wanted.at,
    realState: login.real.state,
    realVersion: login.real.version,
    realAt: login.real.at,
    realReason: login.real.reason,
    resumeState: login.resumeState,
    mailboxId: login.mailboxId,
    isMailPending: login.isMailPending,
    version: login.version,
    createdAt: login.createdAt,
  };
}
