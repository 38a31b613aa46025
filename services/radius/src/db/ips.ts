import { duplicateKey } from "@isp/db";
import { type EntityManager, In, Not } from "typeorm";
import { refuse } from "../domain/errors.ts";
import { identitiesOf, type Ip, nameOf, type Speed } from "../domain/ip.ts";
import type { Ips } from "../usecases/ip-ports.ts";
import { type IpRow, ipSchema } from "./ip.schema.ts";

/** The database's own clock, as of logins. */
const touched = (): string => "UTC_TIMESTAMP(3)";
/** By then every replica has read that it is gone. */
const unread = "UTC_TIMESTAMP(3) - INTERVAL 10 MINUTE";
const lock = { mode: "pessimistic_write" } as const;
const order = { id: "ASC" } as const;

type Writes = "add" | "save" | "touch" | "remove";

export function mysqlIps(manager: EntityManager): Ips {
  return { ...reads(manager), ...writes(manager) };
}

function reads(manager: EntityManager): Omit<Ips, Writes> {
  const wantedState = Not(In(["released", "deleted"]));
  const rows = async (query: Parameters<typeof manager.find<IpRow>>[1]) =>
    (await manager.find(ipSchema, query)).map(toIp);
  return {
    async find(id) {
      return (await rows({ where: { id } }))[0] ?? null;
    },
    async lock(id) {
      return (await rows({ where: { id }, lock }))[0] ?? null;
    },
    lockOf: (subscriptionId) => rows({ where: { subscriptionId, isRemoved: false }, order, lock }),
    async lockMany(ids) {
      return ids.length === 0 ? [] : rows({ where: { id: In([...ids]) }, order, lock });
    },
    async page({ subscriptionIds, customerIds, after, limit }) {
      const query = manager
        .createQueryBuilder(ipSchema, "ip")
        .where("ip.id > :after AND ip.isRemoved = 0", { after });
      if (subscriptionIds.length > 0)
        query.andWhere("ip.subscriptionId IN (:...subscriptionIds)", { subscriptionIds });
      if (customerIds.length > 0)
        query.andWhere("ip.customerId IN (:...customerIds)", { customerIds });
      return (await query.orderBy("ip.id", "ASC").limit(limit).getMany()).map(toIp);
    },
    async goneBefore(instant, limit) {
      const gone = await manager
        .createQueryBuilder(ipSchema, "ip")
        .where("ip.wantedState IN ('released', 'deleted') AND ip.wantedAt < :instant")
        .andWhere(`(ip.wantedState = 'released' OR ip.touchedAt < ${unread})`)
        .setParameters({ instant })
        .orderBy("ip.wantedAt", "ASC")
        .limit(limit)
        .getMany();
      return gone.map(toIp);
    },
    countAt: (routingPointId) => manager.countBy(ipSchema, { routingPointId, wantedState }),
    countOfClass: (ipClassId) => manager.countBy(ipSchema, { ipClassId, wantedState }),
    countAtSpeed: (speed, businessUnitId) => countAtSpeed(manager, speed, businessUnitId),
  };
}

async function countAtSpeed(
  manager: EntityManager,
  { businessHours, otherHours }: Speed,
  businessUnitId: string,
): Promise<number> {
  const at = (path: string) => `JSON_EXTRACT(settings, '$.speed.${path}') = ?`;
  const paths = ["businessHours.downKbps", "businessHours.upKbps"];
  const others = ["otherHours.downKbps", "otherHours.upKbps"];
  const [row] = await manager.query<{ readonly count: string }[]>(
    `SELECT COUNT(*) AS count FROM ips WHERE wanted_state NOT IN ('released', 'deleted')
     AND (? = '' OR business_unit_id = ?) AND ${[...paths, ...others].map(at).join(" AND ")}`,
    [
      businessUnitId,
      businessUnitId,
      businessHours.downKbps,
      businessHours.upKbps,
      otherHours.downKbps,
      otherHours.upKbps,
    ],
  );
  return Number(row?.count ?? 0);
}

function writes(manager: EntityManager): Pick<Ips, Writes> {
  return {
    add: (ip) =>
      refusing(ip, async () => {
        await manager.insert(ipSchema, { ...toRow(ip), touchedAt: touched });
        await keepIdentities(manager, ip);
      }),
    save: (ip) =>
      refusing(ip, async () => {
        const { id, ...values } = toRow(ip);
        await manager.update(ipSchema, { id }, { ...values, touchedAt: touched });
        await manager.query("DELETE FROM ip_macs WHERE ip_id = ?", [id]);
        await keepIdentities(manager, ip);
      }),
    async touch(ids) {
      if (ids.length > 0)
        await manager.update(ipSchema, { id: In([...ids]) }, { touchedAt: touched });
    },
    async remove(id) {
      await manager.query("DELETE FROM ip_macs WHERE ip_id = ?", [id]);
      await manager.delete(ipSchema, { id });
    },
  };
}

async function keepIdentities(manager: EntityManager, ip: Ip): Promise<void> {
  const identities = identitiesOf(ip).map((mac) => [mac, ip.id]);
  if (identities.length === 0) return;
  await manager.query("INSERT INTO ip_macs (mac, ip_id) VALUES ?", [identities]);
}

async function refusing(ip: Ip, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const key = duplicateKey(error);
    if (key === "ips_one_address")
      throw refuse.address_taken(`The address ${nameOf(ip)} is taken.`, {
        fields: [{ pointer: "/address", detail: "is taken" }],
        cause: error,
      });
    if (key !== "PRIMARY") throw error;
    throw refuse.mac_taken("A MAC address connects by itself already.", {
      fields: [{ pointer: "/macs", detail: "is taken" }],
      cause: error,
    });
  }
}

function toIp({ settings, touchedAt: _touchedAt, ...row }: IpRow): Ip {
  const { wantedState, wantedVersion, wantedAt, ...rest } = row;
  const { realState, realVersion, realAt, realReason, ...kept } = rest;
  return {
    ...kept,
    ...settings,
    wanted: { state: wantedState, version: wantedVersion, at: wantedAt },
    real: { state: realState, version: realVersion, at: realAt, reason: realReason },
  };
}

function toRow(ip: Ip): Omit<IpRow, "touchedAt"> {
  const { id, subscriptionId, customerId, businessUnitId, plan, version, createdAt } = ip;
  const { isRemoved } = ip;
  const { routingPointId, loginId, address, ipClassId, wanted, real, resumeState } = ip;
  return {
    id,
    subscriptionId,
    customerId,
    businessUnitId,
    plan,
    version,
    createdAt,
    isRemoved,
    routingPointId,
    loginId,
    address,
    ipClassId,
    resumeState,
    settings: describedOf(ip),
    wantedState: wanted.state,
    wantedVersion: wanted.version,
    wantedAt: wanted.at,
    realState: real.state,
    realVersion: real.version,
    realAt: real.at,
    realReason: real.reason,
  };
}

function describedOf(ip: Ip): IpRow["settings"] {
  const { netmask, dns1, dns2, gateway, firewallRule, proxy, publicIp, networkAllowed } = ip;
  const { bindMac, macs, speed, message, notes } = ip;
  return {
    netmask,
    dns1,
    dns2,
    gateway,
    firewallRule,
    proxy,
    publicIp,
    networkAllowed,
    bindMac,
    macs,
    speed,
    message,
    notes,
  };
}
